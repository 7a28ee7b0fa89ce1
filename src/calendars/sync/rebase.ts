import { createHash } from 'node:crypto';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * When a calendar's window is to slide next: once a day, at a moment of the (UTC) day that a hash of its id picks, so
 * that a fleet of calendars does not pull in full all at once.
 */
export function nextRebase(calendarId: string, now: Date): Date {
  const moment = createHash('sha256').update(calendarId).digest().readUInt32BE() % DAY_MS;
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS + moment;
  return new Date(today > now.getTime() ? today : today + DAY_MS);
}
