import { DateTime } from 'luxon';
import type { CommandContext } from './command';

/** The user's date now, as `YYYY-MM-DD`. */
export function todayOf({ now, zone }: CommandContext): string {
  return DateTime.fromJSDate(now, { zone }).toFormat('yyyy-MM-dd');
}

/** A calendar date, or undefined if no calendar has it. Years are those of our entries: 1970 to 2199. */
export function dateOf(year: number, month: number, day: number): string | undefined {
  const date = DateTime.utc(year, month, day);
  return date.isValid && year >= 1970 && year < 2200 ? date.toFormat('yyyy-MM-dd') : undefined;
}

/** The last such day that is not after today: this year's or else the last one's. */
export function latestDateOf(month: number, day: number, today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  return [dateOf(year, month, day), dateOf(year - 1, month, day)].find(
    (date) => date !== undefined && date <= today,
  );
}

/** The date so many calendar days later, or earlier: no clock takes part. */
export function plusDays(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: string): number {
  return DateTime.fromISO(date, { zone: 'utc' }).weekday;
}

/**
 * Whether a zone had that day: a zone that moves across the date line skips one. Midnight may be missing on a day,
 * but noon is not.
 */
export function existsIn(zone: string, date: string): boolean {
  return DateTime.fromISO(`${date}T12:00`, { zone }).toFormat('yyyy-MM-dd') === date;
}

/** `Fri 13 Mar 2026`. */
export function spokenDate(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc' }).toFormat('ccc d LLL yyyy', { locale: 'en-GB' });
}
