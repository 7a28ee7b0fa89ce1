import { DateTime } from 'luxon';
import type { TimeWindow } from '../provider/calendar-event';

/** How far a calendar looks, in days around now. */
export interface WindowSetting {
  daysBack: number;
  daysForward: number;
}

/** The span around `now` that a calendar is kept true for; a day is 24 hours, so no time zone takes part. */
export function windowAround(now: Date, { daysBack, daysForward }: WindowSetting): TimeWindow {
  const instant = DateTime.fromJSDate(now, { zone: 'utc' });
  return {
    from: instant.minus({ hours: 24 * daysBack }).toJSDate(),
    to: instant.plus({ hours: 24 * daysForward }).toJSDate(),
  };
}

/** An event is in a window if it overlaps it; touching an edge is not overlapping. */
export function overlaps(event: { startsAt: Date; endsAt: Date }, window: TimeWindow): boolean {
  return event.startsAt < window.to && event.endsAt > window.from;
}
