import { ValidationFailed } from '../../common/errors/problem';
import { startOfDay } from '../../common/start-of-day';

/** What is billed: entries that start at `start` or later, and before `end`. */
export interface Period {
  start: Date;
  end: Date;
}

/**
 * Reads a period. A day (YYYY-MM-DD) is a whole local day: `from` means its beginning, `to` its end. An instant is taken as
 * it is; as `to` it is the first that is no longer billed.
 * @param timezone IANA name, for days
 * @throws ValidationFailed for days that do not exist, and when nothing lies between the two
 */
export function toPeriod(from: Date | string, to: Date | string, timezone: string): Period {
  const start = boundary('/from', from, timezone, 0);
  const end = boundary('/to', to, timezone, 1);
  if (end <= start) throw ValidationFailed.at('/to', 'must be after from');
  return { start, end };
}

function boundary(pointer: string, value: Date | string, zone: string, days: number): Date {
  if (value instanceof Date) return value;
  const instant = startOfDay(value, zone, days);
  if (!instant) throw ValidationFailed.at(pointer, 'is not a day of the calendar');
  return instant;
}
