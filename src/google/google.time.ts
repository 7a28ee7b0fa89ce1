import { DateTime, IANAZone } from 'luxon';
import { membersOf } from '../common/foreign-json';

/** A start or an end, understood. */
export interface GoogleTime {
  /** For an all-day event midnight UTC of its date. */
  instant: Date;
  allDay: boolean;
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/i;
/** The form that Google sends, on a day that every month has: `Date` reads it alike, and much faster than Luxon. */
const PLAIN =
  /^[1-9]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;
const OFFSET = /(Z|[+-]\d\d:?\d\d)$/i;

/**
 * Reads `{ date }` or `{ dateTime, timeZone }`. The offset may be missing when a zone is given; the zone of this
 * process plays no part: https://developers.google.com/workspace/calendar/api/v3/reference/events#resource (start)
 * @returns undefined for what is neither
 */
export function timeOf(value: unknown): GoogleTime | undefined {
  const { date, dateTime, timeZone } = membersOf(value);
  if (typeof dateTime === 'string') {
    if (PLAIN.test(dateTime)) return { instant: new Date(dateTime), allDay: false };
    const zone = OFFSET.test(dateTime) ? 'utc' : zoneOf(timeZone);
    return DATE_TIME.test(dateTime) && zone !== null ? read(dateTime.toUpperCase(), zone, false) : undefined;
  }
  return typeof date === 'string' && DATE.test(date) ? read(date, 'utc', true) : undefined;
}

/** An IANA name that this machine knows, or null. */
export function zoneOf(value: unknown): string | null {
  return typeof value === 'string' && value.length <= 64 && IANAZone.create(value).isValid ? value : null;
}

function read(text: string, zone: string, allDay: boolean): GoogleTime | undefined {
  const time = DateTime.fromISO(text, { zone });
  // PostgreSQL has no year 0.
  return time.isValid && time.toUTC().year > 0 ? { instant: time.toJSDate(), allDay } : undefined;
}
