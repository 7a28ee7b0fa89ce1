import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Clock } from '../../../common/clock';
import { Conflict } from '../../../common/errors/problem';
import { actAs } from '../../history/acting';
import { requireUnlocked, requireVersion } from '../entry-lock';
import type { Editor } from '../entry-reach';
import type { EntryWithOverlaps } from '../overlaps/overlaps.repository';
import { TimeEntriesRepository } from '../time-entries.repository';
import type { LinkedMeeting, TimeEntry } from '../time-entry.entity';
import { keep, takeOver } from './meeting-decision';

/**
 * Carries out what a person decides about an entry whose meeting changed or is gone. The entry is locked before its meeting
 * is read: a sync that stores a change after that waits for the entry, and judges it by what was decided here.
 */
@Injectable()
export class MeetingDecisionsService {
  constructor(
    private readonly manager: EntityManager,
    private readonly entries: TimeEntriesRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The entry takes over what changed at its meeting; if the meeting is gone, the entry is deleted. An entry that is not marked
   * stays as it is, so that accepting again changes nothing.
   * @param seen the version that the person saw, if that matters: a meeting that moved may be gone by now
   * @returns the entry; null when it was deleted
   * @throws NotFound, Conflict `entry_locked` unless it is pending or rejected, Conflict without a linked meeting, when
   * the entry is not at the version `seen` any more, and for a meeting of more than 31 days
   */
  accept(id: string, { userId, reach }: Editor, seen?: number): Promise<EntryWithOverlaps | null> {
    return this.manager.transaction(async (manager) => {
      await actAs(manager, userId);
      const entry = await this.entries.lockForDeletion(manager, id, reach);
      requireUnlocked(entry, ['pending', 'rejected']);
      const meeting = await this.meetingOf(manager, entry);
      if (entry.provenance.change !== null) requireVersion(entry, seen);
      if (entry.provenance.change === 'removed') {
        await this.entries.delete(manager, id);
        return null;
      }
      if (entry.provenance.change === 'updated') {
        takeOver(entry, meeting);
        await manager.save(entry);
      }
      return this.entries.get(id, reach, manager);
    });
  }

  /**
   * The entry stays as it is, and is not marked until its meeting changes again. An entry that is not marked stays so.
   * @param seen as for `accept`
   * @throws NotFound, Conflict `entry_locked` when it is on an invoice, other Conflicts as `accept`
   */
  keep(id: string, { userId, reach }: Editor, seen?: number): Promise<EntryWithOverlaps> {
    return this.manager.transaction(async (manager) => {
      await actAs(manager, userId);
      const entry = await this.entries.lock(manager, id, reach);
      requireUnlocked(entry, ['pending', 'rejected', 'approved']);
      const meeting = await this.meetingOf(manager, entry);
      if (entry.provenance.change !== null) {
        requireVersion(entry, seen);
        keep(entry, meeting, this.clock.now());
        await manager.save(entry);
      }
      return this.entries.get(id, reach, manager);
    });
  }

  private async meetingOf(manager: EntityManager, { id, userId }: TimeEntry): Promise<LinkedMeeting> {
    const { meeting } = await this.entries.get(id, userId, manager);
    if (!meeting) {
      throw new Conflict(
        'The entry has no known meeting: it came from none, or its calendar is not connected any more.',
      );
    }
    return meeting;
  }
}
