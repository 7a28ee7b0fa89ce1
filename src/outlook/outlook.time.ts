import { DateTime } from 'luxon';
import { membersOf } from '../common/foreign-json';
import { zoneOf } from './outlook.zone';

const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/**
 * Reads `{ dateTime: "2026-03-16T09:00:00.0000000", timeZone: "UTC" }`. The text is wall-clock time of the zone beside
 * it: there is no offset, and the zone of this process plays no part.
 * https://learn.microsoft.com/graph/api/resources/datetimetimezone
 * @returns undefined for a time that cannot be read, or is of a zone that nobody knows
 */
export function timeOf(value: unknown): Date | undefined {
  const { dateTime, timeZone } = membersOf(value);
  const zone = zoneOf(timeZone);
  if (typeof dateTime !== 'string' || zone === null || !LOCAL.test(dateTime)) return undefined;
  return read(dateTime, zone);
}

/**
 * Start or end of an all-day event: the date as it is written, whichever zone is beside it, at midnight UTC.
 * https://learn.microsoft.com/graph/api/resources/event (isAllDay)
 */
export function dateOf(value: unknown): Date | undefined {
  const { dateTime } = membersOf(value);
  if (typeof dateTime !== 'string' || !LOCAL.test(dateTime)) return undefined;
  return read(dateTime.slice(0, 10), 'utc');
}

/** An RFC 3339 instant, as in `originalStart`. */
export function instantOf(value: unknown): Date | undefined {
  return typeof value === 'string' && INSTANT.test(value) ? read(value, 'utc') : undefined;
}

function read(text: string, zone: string): Date | undefined {
  const time = DateTime.fromISO(text, { zone });
  // PostgreSQL has no year 0.
  return time.isValid && time.toUTC().year > 0 ? time.toJSDate() : undefined;
}
