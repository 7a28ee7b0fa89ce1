import { DateTime } from 'luxon';
import { wallClockAt } from '../simulator/wall.clock';
import { DateTimeTimeZone } from './graph.event';
import { ianaZone } from './zone.name';

/** The instant of a start or end in epoch milliseconds; NaN when it cannot be read. An offset in the text counts. */
export function instantOf(time: unknown, isAllDay: boolean): number {
  const { dateTime, timeZone } = (time ?? {}) as Partial<DateTimeTimeZone>;
  if (typeof dateTime !== 'string') return NaN;
  // A whole day is a date, in whichever zone: it is kept as midnight UTC of that date.
  if (isAllDay) return Date.parse(`${dateTime.slice(0, 10)}T00:00:00Z`);
  const zone = ianaZone(timeZone ?? 'UTC');
  // Graph's seven digits are more than a parser of ISO dates takes for granted.
  const text = dateTime.replace(/(\.\d{3})\d+/, '$1');
  return zone === undefined ? NaN : DateTime.fromISO(text, { zone }).toMillis();
}

/**
 * `{ dateTime: "2026-01-01T09:00:00.0000000", timeZone: "UTC" }`: seven digits of fraction and no offset.
 * https://learn.microsoft.com/graph/api/resources/datetimetimezone
 * @param zone as the caller named it, Windows or IANA; it must be known
 */
export function toldIn(zone: string, instant: number, isAllDay: boolean): DateTimeTimeZone {
  const shown = isAllDay ? instant : wallClockAt(ianaZone(zone) ?? 'UTC', instant);
  const told = new Date(shown).toISOString().slice(0, 23);
  return { dateTime: `${told}0000`, timeZone: zone };
}

/** The day, `2026-03-23`, on which an instant falls in an IANA zone. */
export function dayIn(zone: string, instant: number): string {
  return new Date(wallClockAt(zone, instant)).toISOString().slice(0, 10);
}
