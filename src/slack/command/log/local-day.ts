import { startOfDay } from '../../../common/start-of-day';

/** A local day as the instants that it runs from (inclusive) and to (exclusive). */
export interface LocalDay {
  start: Date;
  end: Date;
}

/** @param date `YYYY-MM-DD`, a day that the zone had; clocks may change on it. @throws RangeError for what is no day */
export function localDay(date: string, zone: string): LocalDay {
  const [start, end] = [startOfDay(date, zone), startOfDay(date, zone, 1)];
  if (!start || !end) throw new RangeError(`No day: ${date} in ${zone}`);
  return { start, end };
}
