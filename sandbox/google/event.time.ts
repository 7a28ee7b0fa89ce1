import { DateTime } from 'luxon';
import { offsetAt } from '../simulator/wall.clock';
import { EventTime } from './google.event';

const WITH_OFFSET = /T.*(Z|[+-]\d{2}:\d{2})$/;

/**
 * The instant of a start or an end in epoch milliseconds; NaN when it cannot be read.
 * A day begins at midnight of `zone`, the calendar's; a time without an offset is wall-clock time of its own zone.
 */
export function instantOf(time: EventTime | undefined, zone: string): number {
  const { date, dateTime, timeZone } = time ?? {};
  if (typeof date === 'string') return DateTime.fromISO(date, { zone }).toMillis();
  if (typeof dateTime !== 'string') return NaN;
  if (WITH_OFFSET.test(dateTime)) return Date.parse(dateTime);
  return DateTime.fromISO(dateTime, { zone: timeZone ?? zone }).toMillis();
}

/** `2026-03-02T09:00:00+01:00`: the instant as a wall clock in `zone` shows it, with the offset, without fractions. */
export function formatIn(zone: string, instant: number): string {
  const offset = offsetAt(zone, instant);
  const wallClock = new Date(instant + offset * 60_000).toISOString().slice(0, 19);
  if (offset === 0) return `${wallClock}Z`;
  const minutes = Math.abs(offset);
  return `${wallClock}${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** The same time, told in `zone`; a day, and a text that is no time, stay as they are. */
export function toldIn(zone: string, time: EventTime): EventTime {
  const instant = time.dateTime === undefined ? NaN : instantOf(time, zone);
  return Number.isNaN(instant) ? time : { ...time, dateTime: formatIn(zone, instant) };
}

/** `20260302T080000Z` for an instant, `20260302` for a day: how Google names an instance after its original start. */
export function stampOf(time: EventTime): string {
  if (time.date !== undefined) return time.date.replaceAll('-', '');
  const instant = instantOf(time, 'UTC');
  return `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** The last UNTIL that still excludes `time`: a second, or for a day a day, before it. */
export function untilBefore(time: EventTime): string {
  const instant = instantOf(time, 'UTC');
  if (time.date === undefined) return stampOf({ dateTime: new Date(instant - 1000).toISOString() });
  return stampOf({ date: new Date(instant - 86_400_000).toISOString().slice(0, 10) });
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
