import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { NotificationFacts } from '../../notifications/notification';
import { Outbox } from '../../notifications/outbox';
import { type FlaggedEntry, MeetingChangesRepository } from './meeting-changes.repository';
import type { MeetingFacts } from './provenance';

/** The new state of the meeting that an entry came from. */
export interface MeetingChange extends MeetingFacts {
  timeEntryId: string;
  /** Deleted, declined or refused by a filter; then the facts do not matter. */
  removed: boolean;
}

/** Applies changes of meetings to their entries. For the rooms that import billing. */
@Injectable()
export class MeetingChanges {
  constructor(
    private readonly repository: MeetingChangesRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * An updated meeting moves its entry along while that is pending and no person has edited it, unless the meeting has
   * become too long for an entry. Otherwise the entry stays. If it says already what the meeting says, later changes are
   * measured against that; if not, it is marked `updated` until the meeting is again what the entry took over.
   *
   * A meeting that is gone marks its entry `removed` and alters nothing else, unless a person has decided to keep the entry
   * without it; one that comes back counts as updated. Billed entries are never touched. The owner of a newly marked entry
   * is notified.
   * @param changes may repeat an entry: the last change counts; and may hold changes that make no difference
   */
  async apply(manager: EntityManager, changes: MeetingChange[]): Promise<void> {
    const last = new Map(changes.map((change) => [change.timeEntryId, change]));
    if (last.size === 0) return;
    const flagged = await this.repository.apply(manager, [...last.values()]);
    await this.outbox.raise(
      manager,
      flagged.map((entry) => ({
        userId: entry.userId,
        type: 'entry_meeting_changed',
        facts: toNews(entry, last.get(entry.id)!),
      })),
    );
  }

  /**
   * Compares entries with the present state of their meetings, and moves, marks and notifies as `apply` does. For entries
   * that missed changes while they were billed, and are freed now. Those without a linked meeting stay as they are.
   * @param manager of a READ COMMITTED transaction in which the entries have their new status already
   */
  async recheck(manager: EntityManager, entryIds: string[]): Promise<void> {
    await this.apply(manager, await this.repository.lockAndRead(manager, entryIds));
  }
}

function toNews(
  { id, change, description, startedAt }: FlaggedEntry,
  { removed, startsAt, endsAt, summary }: MeetingChange,
): NotificationFacts['entry_meeting_changed'] {
  const meeting = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), summary };
  return {
    timeEntryId: id,
    change,
    description,
    startedAt: startedAt.toISOString(),
    meeting: removed ? null : meeting,
  };
}
