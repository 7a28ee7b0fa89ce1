import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Conflict } from '../../../common/errors/problem';
import { Client } from '../../clients/client.entity';
import { actAs } from '../../history/acting';
import { Project } from '../../projects/project.entity';
import { rateOf, roundingOf } from '../../terms/billing-terms';
import { billableMinutes } from '../../terms/rounding';
import { requireUnlocked } from '../entry-lock';
import type { EntryWithOverlaps } from '../overlaps/overlaps.repository';
import { TimeEntriesRepository } from '../time-entries.repository';
import type { TimeEntry } from '../time-entry.entity';

/** An admin's verdict on anybody's entries. */
@Injectable()
export class ApprovalService {
  constructor(
    private readonly manager: EntityManager,
    private readonly entries: TimeEntriesRepository,
  ) {}

  /**
   * Approves a pending entry on the terms that its project and client have now: rate and billable minutes are frozen.
   * Approving again changes nothing.
   * @throws NotFound, Conflict for a rejected entry and for one without a client, Conflict `entry_locked` for a billed one
   */
  approve(id: string, adminId: string): Promise<EntryWithOverlaps> {
    return this.judge(id, adminId, async (entry, manager) => {
      if (entry.status === 'approved') return;
      if (entry.status === 'rejected') {
        throw new Conflict('The entry is rejected: it can be approved once its owner sends it again.');
      }
      if (entry.clientId === null) throw new Conflict('Set the client of the entry before it is approved.');
      Object.assign(entry, { ...(await agreedOn(manager, entry)), status: 'approved' });
    });
  }

  /**
   * Rejects an entry, with a reason for its owner. This also takes an approval back, and replaces an older reason.
   * @throws NotFound, Conflict `entry_locked` for a billed entry
   */
  reject(id: string, adminId: string, reason: string): Promise<EntryWithOverlaps> {
    return this.judge(id, adminId, (entry) => {
      const nothingAgreed = { hourlyRate: null, currency: null, billableMinutes: null };
      Object.assign(entry, { status: 'rejected', rejectionReason: reason, ...nothingAgreed });
    });
  }

  /** The entry is held from reading to writing, so that nobody edits it in between. */
  private judge(
    id: string,
    adminId: string,
    verdict: (entry: TimeEntry, manager: EntityManager) => Promise<void> | void,
  ): Promise<EntryWithOverlaps> {
    return this.manager.transaction(async (manager) => {
      await actAs(manager, adminId);
      const entry = await this.entries.lock(manager, id, undefined);
      requireUnlocked(entry, ['pending', 'approved', 'rejected']);
      await verdict(entry, manager);
      await manager.save(entry);
      return this.entries.get(id, undefined, manager);
    });
  }
}

type Agreed = Pick<TimeEntry, 'hourlyRate' | 'currency' | 'billableMinutes'>;

async function agreedOn(manager: EntityManager, entry: TimeEntry): Promise<Agreed> {
  const { clientId, projectId, durationMinutes } = entry;
  const client = clientId === null ? null : await manager.findOneByOrFail(Client, { id: clientId });
  const project = projectId === null ? null : await manager.findOneByOrFail(Project, { id: projectId });
  return {
    ...rateOf(project, client),
    billableMinutes: billableMinutes(durationMinutes, roundingOf(project, client)),
  };
}
