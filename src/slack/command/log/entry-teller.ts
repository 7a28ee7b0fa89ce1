import { Injectable } from '@nestjs/common';
import { entryReply, type ToldEntry } from '../reply/entry-reply';
import type { Reply } from '../reply/reply';
import { localDate } from '../reply/spoken-span';
import { DayEntriesRepository } from './day-entries.repository';
import { localDay } from './local-day';
import type { ShownEntry } from './shown-entry';

/** Tells people of their entries, each with its day's total. */
@Injectable()
export class EntryTeller {
  constructor(private readonly entries: DayEntriesRepository) {}

  /** An entry of this person; null for anybody else's. */
  find(id: string, userId: string): Promise<ShownEntry | null> {
    return this.entries.find(id, userId);
  }

  async reply(
    entry: ShownEntry,
    { userId, ...told }: Pick<ToldEntry, 'done' | 'zone' | 'notes'> & { userId: string },
  ): Promise<Reply> {
    const day = localDay(localDate(entry.startedAt, told.zone), told.zone);
    return entryReply({ ...told, entry, dayTotal: await this.entries.total(userId, day) });
  }
}
