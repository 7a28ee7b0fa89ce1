import { Injectable } from '@nestjs/common';
import { type DayEntry, type DayMeeting, DayRepository, type StatusTotal } from './day.repository';
import { boundsOf, type LocalDays } from './local-days';

/** Nobody reads longer lists; the totals count everything. */
const LISTED = 100;

/** A person's entries and open meetings on some days. Each belongs to the day on which it began. */
export interface Days {
  entries: {
    count: number;
    /** Of those that are not rejected. */
    minutes: number;
    /** Only statuses that occur. */
    byStatus: StatusTotal[];
    /** The first 100, by start. */
    list: DayEntry[];
  };
  /** Meetings without an entry. */
  unconverted: { count: number; list: DayMeeting[] };
}

/** Reads people's days. For the rooms to our right. */
@Injectable()
export class DayReader {
  constructor(private readonly rows: DayRepository) {}

  /** @throws RangeError for what is no day or no zone */
  async read(userId: string, days: LocalDays): Promise<Days> {
    const { start, end } = boundsOf(days);
    const [byStatus, list, { total, meetings }] = await Promise.all([
      this.rows.totals([userId, start, end]),
      this.rows.entries([userId, start, end], LISTED),
      this.rows.meetings([userId, start, end], LISTED),
    ]);
    const count = byStatus.reduce((sum, status) => sum + status.count, 0);
    const worked = byStatus.filter(({ status }) => status !== 'rejected');
    const minutes = worked.reduce((sum, status) => sum + status.minutes, 0);
    return { entries: { count, minutes, byStatus, list }, unconverted: { count: total, list: meetings } };
  }
}
