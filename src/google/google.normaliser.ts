import type {
  CalendarEvent,
  EventChange,
  EventKind,
  EventStatus,
  Visibility,
} from '../calendars/provider/calendar-event';
import { attendeesOf, ownResponseOf } from './google.attendees';
import { idOf, membersOf, textOf, webLinkOf } from '../common/foreign-json';
import { type GoogleTime, timeOf, zoneOf } from './google.time';

const STATUSES = new Map<unknown, EventStatus>([['tentative', 'tentative']]);
const VISIBILITIES = new Map<unknown, Visibility>([
  [undefined, 'public'],
  ['default', 'public'],
  ['public', 'public'],
  ['confidential', 'confidential'],
]);
const KINDS = new Map<unknown, EventKind>([
  ['outOfOffice', 'out_of_office'],
  ['focusTime', 'focus_time'],
  ['workingLocation', 'working_location'],
]);

/**
 * One item of an event list in the neutral shape. It never throws: what cannot be understood is `invalid`.
 * https://developers.google.com/workspace/calendar/api/v3/reference/events#resource
 */
export function toEventChange(item: unknown): EventChange {
  const event = membersOf(item);
  const id = idOf(event.id);
  if (id === null) return { kind: 'invalid', id: '', reason: 'no id' };
  // Of a cancelled event nothing but the id is guaranteed.
  if (event.status === 'cancelled') return { kind: 'removed', id, cancelled: true };
  const start = timeOf(event.start);
  const end = timeOf(event.end);
  if (!start) return { kind: 'invalid', id, reason: 'no start' };
  if (!end) return { kind: 'invalid', id, reason: 'no end' };
  if (start.allDay !== end.allDay) return { kind: 'invalid', id, reason: 'a date on one side only' };
  return { kind: 'event', id, event: toCalendarEvent(id, event, start, end) };
}

function toCalendarEvent(
  id: string,
  event: Record<string, unknown>,
  start: GoogleTime,
  end: GoogleTime,
): CalendarEvent {
  const visibility = VISIBILITIES.get(event.visibility) ?? 'private';
  return {
    id,
    uid: textOf(event.iCalUID, 1024),
    recurrenceId: timeOf(event.originalStartTime)?.instant ?? null,
    seriesId: idOf(event.recurringEventId),
    status: STATUSES.get(event.status) ?? 'confirmed',
    startsAt: start.instant,
    endsAt: end.instant,
    allDay: start.allDay,
    timeZone: zoneOf(membersOf(event.start).timeZone),
    transparency: event.transparency === 'transparent' ? 'transparent' : 'opaque',
    visibility,
    kind: KINDS.get(event.eventType) ?? 'default',
    partstat: ownResponseOf(event.attendees),
    organizer: textOf(membersOf(event.organizer).email, 320),
    categories: [],
    htmlLink: webLinkOf(event.htmlLink),
    ...(visibility === 'public' ? contentOf(event) : NO_CONTENT),
  };
}

type Content = Pick<CalendarEvent, 'summary' | 'description' | 'location' | 'attendees'>;

/** A private event keeps its time and loses what it is about. */
const NO_CONTENT: Content = { summary: null, description: null, location: null, attendees: [] };

/** Google names no greatest lengths; these are beyond what its own pages let people type. HTML stays as it came. */
function contentOf(event: Record<string, unknown>): Content {
  return {
    summary: textOf(event.summary, 1024),
    description: textOf(event.description, 8192),
    location: textOf(event.location, 1024),
    attendees: attendeesOf(event.attendees),
  };
}
