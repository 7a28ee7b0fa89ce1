import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { actAs } from '../history/acting';
import { type BillingTarget, BillingTargets } from './billing-targets';
import { settleIfAgreed } from './drift/meeting-decision';
import {
  applyChange,
  type EntryChange,
  isElsewhere,
  namesAnything,
  spanAfter,
  targetWanted,
} from './entry-change';
import { requireUnlocked, requireVersion } from './entry-lock';
import { EntryNews } from './entry-news';
import type { Editor } from './entry-reach';
import type { EntryWithOverlaps } from './overlaps/overlaps.repository';
import { type SpanEnd, toSpan } from './span';
import { TimeEntriesRepository } from './time-entries.repository';
import { type EntrySource, TimeEntry } from './time-entry.entity';

/** An entry that a person writes down: its end, or its duration, or both when they agree. */
export interface EntryDraft extends SpanEnd, BillingTarget {
  startedAt: Date;
  description: string;
}

/** Time entries as people keep them. */
@Injectable()
export class TimeEntriesService {
  constructor(
    private readonly manager: EntityManager,
    private readonly entries: TimeEntriesRepository,
    private readonly targets: BillingTargets,
    private readonly news: EntryNews,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes a pending entry down, and lets its owner know.
   * @param manager of a transaction to take part in, instead of one of its own
   * @param options `announce: false` where the answer itself tells the person
   * @throws ValidationFailed, Conflict as `toSpan` and `BillingTargets.resolve`
   */
  create(
    userId: string,
    draft: EntryDraft,
    source: Exclude<EntrySource, 'calendar'>,
    manager: EntityManager = this.manager,
    { announce = true }: { announce?: boolean } = {},
  ): Promise<TimeEntry> {
    const span = toSpan(draft.startedAt, draft);
    return manager.transaction(async (inner) => {
      await actAs(inner, userId);
      const target = await this.targets.resolve(inner, draft);
      const { description } = draft;
      const draftOfRow = inner.create(TimeEntry, { userId, source, description, ...span, ...target });
      const entry = await inner.save(draftOfRow);
      if (announce) await this.news.announce(inner, [entry.id]);
      return entry;
    });
  }

  /**
   * Changes a pending or rejected entry; a rejected one is pending again, even if it is sent as it was. One that was marked
   * because its meeting changed is no longer marked once it says what the meeting says.
   * @param seen the version that the change was made for, if that matters
   * @throws NotFound, Conflict `entry_locked`, Conflict when it is not at the version `seen` any more, and as `create`
   */
  change(
    id: string,
    { userId, reach }: Editor,
    change: EntryChange,
    seen?: number,
  ): Promise<EntryWithOverlaps> {
    return this.manager.transaction(async (manager) => {
      await actAs(manager, userId);
      const entry = await this.entries.lock(manager, id, reach);
      requireUnlocked(entry, ['pending', 'rejected']);
      requireVersion(entry, seen);
      if (namesAnything(change)) {
        const span = spanAfter(entry, change);
        const wanted = targetWanted(entry, change);
        if (wanted && isElsewhere(entry, wanted)) {
          Object.assign(entry, await this.targets.resolve(manager, wanted));
        }
        applyChange(entry, span, change.description ?? entry.description, this.clock.now());
        if (entry.provenance.change === 'updated') {
          const { meeting } = await this.entries.get(id, reach, manager);
          if (meeting) settleIfAgreed(entry, meeting);
        }
        await manager.save(entry);
      }
      return this.entries.get(id, reach, manager);
    });
  }

  /** Deletes a pending or rejected entry; its meeting may be converted again. @throws NotFound, Conflict `entry_locked` */
  remove(id: string, { userId, reach }: Editor): Promise<void> {
    return this.manager.transaction(async (manager) => {
      await actAs(manager, userId);
      const entry = await this.entries.lockForDeletion(manager, id, reach);
      requireUnlocked(entry, ['pending', 'rejected']);
      await this.entries.delete(manager, id);
    });
  }

  /**
   * Takes a person's own pending entry back, in a transaction of the caller; its meeting may be converted again.
   * @throws NotFound when it is not there or somebody else's, Conflict `entry_locked` when it is no longer pending
   */
  async withdraw(manager: EntityManager, id: string, userId: string): Promise<void> {
    await actAs(manager, userId);
    const entry = await this.entries.lockForDeletion(manager, id, userId);
    requireUnlocked(entry, ['pending']);
    await this.entries.delete(manager, entry.id);
  }
}
