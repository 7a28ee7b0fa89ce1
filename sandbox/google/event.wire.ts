import { toldIn } from './event.time';
import { CalendarListEntry } from './google.calendar';
import { GoogleEvent } from './google.event';

/** What a reader who may know no more than "busy" gets to see of an event. */
const FREE_BUSY_FIELDS = ['kind', 'etag', 'id', 'status', 'start', 'end', 'iCalUID', 'recurringEventId'];

/** The event as this reader sees it, its times told in `timeZone`, or in the calendar's zone when that is null. */
export function eventToWire(
  event: GoogleEvent,
  entry: CalendarListEntry,
  timeZone: string | null,
): GoogleEvent {
  const seen = entry.accessRole === 'freeBusyReader' ? busyOnly(event) : event;
  if (timeZone === null || timeZone === entry.timeZone) return seen;
  const { start, end } = seen;
  return {
    ...seen,
    ...(start && { start: toldIn(timeZone, start) }),
    ...(end && { end: toldIn(timeZone, end) }),
  };
}

function busyOnly(event: GoogleEvent): GoogleEvent {
  const kept = Object.entries(event).filter(([name]) =>
    [...FREE_BUSY_FIELDS, 'originalStartTime'].includes(name),
  );
  return { ...Object.fromEntries(kept), id: event.id, visibility: 'private' };
}
