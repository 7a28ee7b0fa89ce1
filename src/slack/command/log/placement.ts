import type { DayBounds } from '../../../calendars/day/local-days';
import type { Log } from '../../time-command/command';
import { instantsOf } from '../../time-command/instants';

const MINUTE_MS = 60_000;
/** When the work of a day begins if nothing is logged on it: after local midnight. */
const NINE_MINUTES = 9 * 60;

/** When the work was done. */
export interface Placement {
  startedAt: Date;
  endedAt: Date;
}

/** Places work that has its times, or that has just ended. @returns undefined for work of which only the day is known */
export function placedByItself({ when, durationMinutes }: Log, now: Date): Placement | undefined {
  if (when.kind === 'range') return { startedAt: when.startsAt, endedAt: when.endsAt };
  if (when.kind === 'day') return undefined;
  return { startedAt: new Date(now.getTime() - durationMinutes * MINUTE_MS), endedAt: now };
}

/**
 * Places work after what is logged on a day, or at nine. It always starts on that day: if there is no room left, it
 * ends at midnight and overlaps.
 * @param logged when the last entry of the day ends; null if it has none
 */
export function placedOn(
  date: string,
  durationMinutes: number,
  logged: Date | null,
  { day, zone }: { day: DayBounds; zone: string },
): Placement {
  const nine = instantsOf(date, NINE_MINUTES, zone)[0] ?? day.start;
  const wanted = logged ?? nine;
  const latest = day.end.getTime() - durationMinutes * MINUTE_MS;
  const start = wanted < day.end ? wanted.getTime() : Math.max(latest, day.start.getTime());
  return { startedAt: new Date(start), endedAt: new Date(start + durationMinutes * MINUTE_MS) };
}
