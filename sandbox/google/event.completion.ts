import { randomUUID } from 'node:crypto';
import { stampOf, toldIn } from './event.time';
import { EventInput, EventPatch, EventTime, GoogleEvent } from './google.event';

export interface Home {
  calendarId: string;
  /** The calendar's zone, IANA. */
  zone: string;
}

/** The event as Google would store it: what the input leaves out gets the value that Google gives a new event. */
export function completeEvent(input: EventInput, home: Home, now: string): GoogleEvent {
  const id = input.id ?? idOf(input);
  const uid = input.recurringEventId ?? id;
  const owner = { email: home.calendarId, self: true };
  const event: GoogleEvent = {
    kind: 'calendar#event',
    status: 'confirmed',
    htmlLink: `https://www.google.com/calendar/event?eid=${base64(`${id} ${home.calendarId}`)}`,
    created: now,
    creator: owner,
    organizer: owner,
    iCalUID: `${uid}@google.com`,
    sequence: 0,
    reminders: { useDefault: true },
    eventType: 'default',
    ...input,
    id,
    updated: now,
    etag: `"${Date.parse(now) * 2}"`,
  };
  for (const field of ['start', 'end', 'originalStartTime'] as const) {
    if (event[field]) event[field] = completeTime(event[field], home.zone);
  }
  return event;
}

/** The event with a patch laid over it, field by field, as Google's events.patch does it. */
export function patched(event: GoogleEvent, patch: EventPatch): GoogleEvent {
  const merged = Object.entries({ ...event, ...patch }).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(merged), id: event.id };
}

function completeTime(time: EventTime, zone: string): EventTime {
  return time.dateTime === undefined ? time : toldIn(zone, { timeZone: zone, ...time });
}

function idOf({ recurringEventId, originalStartTime }: EventInput): string {
  if (recurringEventId !== undefined && originalStartTime) {
    return `${recurringEventId}_${stampOf(originalStartTime)}`;
  }
  return randomUUID().replaceAll('-', '');
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64url');
}
