import { DateTime } from 'luxon';
import { EventTime } from '../google/google.event';

export interface Span {
  start: EventTime;
  end: EventTime;
}

/** Days counted from the Monday of a week, in one zone: 0 is that Monday, -7 the one before. */
export class Week {
  private readonly monday: DateTime;

  /** @param zone IANA; it decides which week `now` belongs to */
  constructor(
    now: Date,
    private readonly zone: string,
  ) {
    this.monday = DateTime.fromJSDate(now, { zone }).startOf('week');
  }

  /** A span of `minutes` from `time` (`09:15`, wall clock) on a day. */
  meeting(day: number, time: string, minutes: number): Span {
    const [hour, minute] = time.split(':').map(Number);
    const start = this.monday.plus({ days: day }).set({ hour, minute });
    return { start: this.instant(start), end: this.instant(start.plus({ minutes })) };
  }

  /** Whole days; the end is the day after the last, as Google has it. */
  allDay(day: number, days = 1): Span {
    const date = (offset: number) => this.monday.plus({ days: offset }).toFormat('yyyy-MM-dd');
    return { start: { date: date(day) }, end: { date: date(day + days) } };
  }

  private instant(time: DateTime): EventTime {
    return { dateTime: time.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ"), timeZone: this.zone };
  }
}
