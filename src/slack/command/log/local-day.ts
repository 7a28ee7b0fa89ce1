import { DateTime } from 'luxon';

/** A local day as the instants that it runs from (inclusive) and to (exclusive). */
export interface LocalDay {
  start: Date;
  end: Date;
}

/** @param date `YYYY-MM-DD`, a day that the zone had; clocks may change on it */
export function localDay(date: string, zone: string): LocalDay {
  const noon = DateTime.fromISO(`${date}T12:00`, { zone });
  const start = noon.startOf('day');
  return { start: start.toJSDate(), end: noon.plus({ days: 1 }).startOf('day').toJSDate() };
}
