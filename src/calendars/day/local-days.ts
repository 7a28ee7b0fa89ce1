import { startOfDay } from '../../common/start-of-day';

/** Days of somebody's calendar on the wall, both included. */
export interface LocalDays {
  /** YYYY-MM-DD. */
  from: string;
  to: string;
  /** IANA name. */
  timezone: string;
}

/** Days as the instants from which (inclusive) and to which (exclusive) they last. */
export interface DayBounds {
  start: Date;
  end: Date;
}

/** The instants at which the days begin and have ended. A day may have 23 or 25 hours. @throws RangeError for what is no day */
export function boundsOf({ from, to, timezone }: LocalDays): DayBounds {
  const start = startOfDay(from, timezone);
  const end = startOfDay(to, timezone, 1);
  if (!start || !end) throw new RangeError(`No days: ${from} to ${to} in ${timezone}`);
  return { start, end };
}
