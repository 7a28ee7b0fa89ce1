import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { actAs } from '../../history/acting';
import type { EntryWithOverlaps } from '../overlaps/overlaps.repository';
import { TimeEntriesRepository } from '../time-entries.repository';
import { CasesRepository } from './cases.repository';
import {
  approval,
  type Judge,
  type Judged,
  rejection,
  unknownEntry,
  type EntryVerdict,
} from './entry-verdict';

/** An admin's verdict on anybody's entries. Ids are in lower case. */
@Injectable()
export class ApprovalService {
  constructor(
    private readonly manager: EntityManager,
    private readonly entries: TimeEntriesRepository,
    private readonly cases: CasesRepository,
  ) {}

  /**
   * Approves a pending entry on the terms that its project and client have now: rate and billable minutes are frozen.
   * Approving again changes nothing.
   * @throws NotFound, Conflict for a rejected entry and for one without a client, Conflict `entry_locked` for one that is
   * on an invoice
   */
  approve(id: string, adminId: string): Promise<EntryWithOverlaps> {
    return this.judgeOne(id, adminId, approval);
  }

  /**
   * Rejects an entry, with a reason for its owner. This also takes an approval back, and replaces an older reason.
   * @throws NotFound, Conflict `entry_locked` for an entry that is on an invoice
   */
  reject(id: string, adminId: string, reason: string): Promise<EntryWithOverlaps> {
    return this.judgeOne(id, adminId, rejection(reason));
  }

  /**
   * As `approve` for many entries in one transaction; those that are refused do not hold up the others.
   * @returns one verdict for each of `ids`, in their order; an id that is in it twice is judged once
   */
  approveMany(ids: string[], adminId: string): Promise<EntryVerdict[]> {
    return this.manager.transaction((manager) => this.judge(manager, ids, adminId, approval));
  }

  /** As `reject` for many entries, in the way of `approveMany`. */
  rejectMany(ids: string[], adminId: string, reason: string): Promise<EntryVerdict[]> {
    return this.manager.transaction((manager) => this.judge(manager, ids, adminId, rejection(reason)));
  }

  private judgeOne(id: string, adminId: string, judge: Judge): Promise<EntryWithOverlaps> {
    return this.manager.transaction(async (manager) => {
      const [verdict] = await this.judge(manager, [id], adminId, judge);
      if ('refusal' in verdict!) throw verdict.refusal;
      return this.entries.get(id, undefined, manager);
    });
  }

  /** Entries are held from reading to writing, so that nobody edits them in between. */
  private async judge(
    manager: EntityManager,
    ids: string[],
    adminId: string,
    judge: Judge,
  ): Promise<EntryVerdict[]> {
    await actAs(manager, adminId);
    const cases = await this.cases.lock(manager, [...new Set(ids)]);
    const verdicts = new Map(cases.map((judged) => [judged.entry.id, judge(judged)]));
    await this.cases.write(manager, writesOf(verdicts));
    return ids.map((id) => verdicts.get(id) ?? unknownEntry());
  }
}

function writesOf(verdicts: Map<string, EntryVerdict>): Map<string, Judged> {
  const writes = new Map<string, Judged>();
  for (const [id, verdict] of verdicts) {
    if ('writes' in verdict && verdict.writes) writes.set(id, verdict.writes);
  }
  return writes;
}
