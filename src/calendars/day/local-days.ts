import { startOfDay } from '../../common/start-of-day';

/** Days of somebody's calendar on the wall, both included. */
export interface LocalDays {
  /** YYYY-MM-DD. */
  from: string;
  to: string;
  /** IANA name. */
  timezone: string;
}

/** The instants at which they begin and have ended. A day may have 23 or 25 hours. @throws RangeError for what is no day */
export function boundsOf({ from, to, timezone }: LocalDays): { begin: Date; end: Date } {
  const begin = startOfDay(from, timezone);
  const end = startOfDay(to, timezone, 1);
  if (!begin || !end) throw new RangeError(`No days: ${from} to ${to} in ${timezone}`);
  return { begin, end };
}
