import { DateTime } from 'luxon';
import { spokenDate } from '../../time-command/local-date';
import { spokenMinutes } from '../../time-command/minutes';

/** When work was done, and how much of it counts. */
export interface Spanned {
  startedAt: Date;
  endedAt: Date;
  durationMinutes: number;
}

/** `*2 h 30 m* on Fri 13 Mar 2026, 09:00–11:30 (Europe/Berlin)`: days and times are those of the zone. */
export function spokenSpan(entry: Spanned, zone: string): string {
  const day = spokenDate(localDate(entry.startedAt, zone));
  return `*${spokenMinutes(entry.durationMinutes)}* on ${day}, ${spokenTimes(entry, zone)} (${zone})`;
}

/** `09:00–11:30`, `23:00–01:00 the next day` */
export function spokenTimes(
  { startedAt, endedAt }: Pick<Spanned, 'startedAt' | 'endedAt'>,
  zone: string,
): string {
  const start = DateTime.fromJSDate(startedAt, { zone });
  const end = DateTime.fromJSDate(endedAt, { zone });
  const times = `${start.toFormat('HH:mm')}–${end.toFormat('HH:mm')}`;
  const days = Math.round(end.startOf('day').diff(start.startOf('day'), 'days').days);
  if (days === 0 || (days === 1 && +end === +end.startOf('day'))) return times;
  return days === 1 ? `${times} the next day` : `${times} on ${spokenDate(localDate(endedAt, zone))}`;
}

/** The date on which an instant falls in a zone, `YYYY-MM-DD`. */
export function localDate(instant: Date, zone: string): string {
  return DateTime.fromJSDate(instant, { zone }).toFormat('yyyy-MM-dd');
}
