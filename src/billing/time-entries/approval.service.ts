import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Conflict } from '../../common/errors/problem';
import { Project } from '../projects/project.entity';
import { requireUnlocked } from './entry-lock';
import { TimeEntriesRepository } from './time-entries.repository';
import type { TimeEntry } from './time-entry.entity';

/** An admin's verdict on anybody's entries. */
@Injectable()
export class ApprovalService {
  constructor(
    private readonly manager: EntityManager,
    private readonly entries: TimeEntriesRepository,
  ) {}

  /**
   * Approves a pending entry at the rate that its project has now. Approving again changes nothing.
   * @throws NotFound, Conflict for a rejected entry and for one without a client, Conflict `entry_locked` for a billed one
   */
  approve(id: string): Promise<TimeEntry> {
    return this.judge(id, async (entry, manager) => {
      if (entry.status === 'approved') return;
      if (entry.status === 'rejected') {
        throw new Conflict('The entry is rejected: it can be approved once its owner sends it again.');
      }
      if (entry.clientId === null) throw new Conflict('Set the client of the entry before it is approved.');
      const rate = await rateOf(manager, entry.projectId);
      Object.assign(entry, { ...rate, status: 'approved' });
    });
  }

  /**
   * Rejects an entry, with a reason for its owner. This also takes an approval back, and replaces an older reason.
   * @throws NotFound, Conflict `entry_locked` for a billed entry
   */
  reject(id: string, reason: string): Promise<TimeEntry> {
    return this.judge(id, (entry) => {
      Object.assign(entry, { status: 'rejected', rejectionReason: reason, hourlyRate: null, currency: null });
    });
  }

  /** The entry is held from reading to writing, so that nobody edits it in between. */
  private judge(
    id: string,
    verdict: (entry: TimeEntry, manager: EntityManager) => Promise<void> | void,
  ): Promise<TimeEntry> {
    return this.manager.transaction(async (manager) => {
      const entry = await this.entries.lock(manager, id, undefined);
      requireUnlocked(entry, ['pending', 'approved', 'rejected']);
      await verdict(entry, manager);
      await manager.save(entry);
      return this.entries.get(id, undefined, manager);
    });
  }
}

async function rateOf(
  manager: EntityManager,
  projectId: string | null,
): Promise<{ hourlyRate: number | null; currency: string | null }> {
  if (projectId === null) return { hourlyRate: null, currency: null };
  const { hourlyRate, currency } = await manager.findOneByOrFail(Project, { id: projectId });
  return { hourlyRate, currency };
}
