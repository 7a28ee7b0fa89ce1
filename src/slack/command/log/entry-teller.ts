import { Injectable, Logger } from '@nestjs/common';
import { OverlapsRepository } from '../../../billing/time-entries/overlaps/overlaps.repository';
import { boundsOf } from '../../../calendars/day/local-days';
import { sections } from '../reply/blocks';
import { entryReply, type ToldEntry } from '../reply/entry-reply';
import type { Overlaps } from '../reply/overlap-line';
import { refusal } from '../reply/problem-reply';
import type { Reply } from '../reply/reply';
import { localDate } from '../reply/spoken-span';
import { DayEntriesRepository } from './day-entries.repository';
import type { ShownEntry } from './shown-entry';

/** Whose entry it is, and what was done. */
export interface Telling extends Pick<ToldEntry, 'done' | 'zone' | 'notes'> {
  userId: string;
}

/** Shows people their entries, each with its day's total and with what it overlaps. */
@Injectable()
export class EntryTeller {
  private readonly logger = new Logger(EntryTeller.name);

  constructor(
    private readonly entries: DayEntriesRepository,
    private readonly overlaps: OverlapsRepository,
  ) {}

  /** An entry of this person; null for anybody else's. */
  find(id: string, userId: string): Promise<ShownEntry | null> {
    return this.entries.find(id, userId);
  }

  /**
   * Shows what is committed. If that fails, the reply still says that it was done.
   * @param entryId null for an entry that has gone since
   */
  async tell(entryId: string | null, telling: Telling): Promise<Reply> {
    try {
      const entry = entryId === null ? null : await this.find(entryId, telling.userId);
      if (!entry) return refusal('not_found', { message: 'That entry has since been taken back.' });
      const dayTotal = await this.dayTotal(entry, telling);
      const overlaps = await this.overlapsOf(entry, telling);
      return entryReply({ ...telling, entry, dayTotal, overlaps });
    } catch (error) {
      this.logger.error({ entryId, err: error }, 'an entry is stored and could not be shown');
      const text = `:white_check_mark: ${telling.done.replace(':', '')}. It cannot be shown right now: try \`/time today\`.`;
      return { text, blocks: sections([text]) };
    }
  }

  private dayTotal({ startedAt }: ShownEntry, { userId, zone }: Telling): Promise<number> {
    const date = localDate(startedAt, zone);
    return this.entries.total(userId, boundsOf({ from: date, to: date, timezone: zone }));
  }

  private async overlapsOf({ id }: ShownEntry, { userId }: Telling): Promise<Overlaps | null> {
    const ids = await this.overlaps.of(id);
    const first = ids[0] === undefined ? null : await this.find(ids[0], userId);
    return first && { count: ids.length, first };
  }
}
