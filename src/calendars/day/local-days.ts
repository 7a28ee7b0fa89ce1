import { DateTime } from 'luxon';

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
  const begin = DateTime.fromISO(from, { zone: timezone }).startOf('day');
  const end = DateTime.fromISO(to, { zone: timezone }).plus({ days: 1 }).startOf('day');
  if (!begin.isValid || !end.isValid) throw new RangeError(`No days: ${from} to ${to} in ${timezone}`);
  return { begin: begin.toJSDate(), end: end.toJSDate() };
}
