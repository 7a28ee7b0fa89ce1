import type { CalendarEvent, EventChange, EventKind, Visibility } from '../calendars/provider/calendar-event';
import { idOf, membersOf, textOf, webLinkOf } from '../common/foreign-json';
import { addressOf, ownResponseOf } from './outlook.attendees';
import { contentOf, NO_CONTENT } from './outlook.content';
import { dateOf, instantOf, timeOf } from './outlook.time';
import { zoneOf } from './outlook.zone';

/** `personal` is private: a CLASS that iCalendar does not know is to be taken for PRIVATE (RFC 5545 §3.8.1.3). */
const VISIBILITIES = new Map<unknown, Visibility>([
  [undefined, 'public'],
  ['normal', 'public'],
  ['confidential', 'confidential'],
]);
/** `workingElsewhere` says where one works, not what on, as a working location does. */
const KINDS = new Map<unknown, EventKind>([
  ['oof', 'out_of_office'],
  ['workingElsewhere', 'working_location'],
]);

/**
 * One line of a list of events in the neutral shape. It never throws: what cannot be understood is `invalid`.
 * https://learn.microsoft.com/graph/api/resources/event
 */
export function toEventChange(line: unknown): EventChange {
  const event = membersOf(line);
  const id = idOf(event.id);
  if (id === null) return { kind: 'invalid', id: '', reason: 'no id' };
  // Said of deleted events, and of those that only left the window: https://learn.microsoft.com/graph/delta-query-events
  if (event['@removed'] !== undefined) return { kind: 'removed', id, unconfirmed: true };
  const allDay = event.isAllDay === true;
  const [startsAt, endsAt] = [event.start, event.end].map(allDay ? dateOf : timeOf);
  if (!startsAt) return { kind: 'invalid', id, reason: 'no start' };
  if (!endsAt) return { kind: 'invalid', id, reason: 'no end' };
  return { kind: 'event', id, event: toCalendarEvent(id, event, { startsAt, endsAt, allDay }) };
}

function toCalendarEvent(
  id: string,
  event: Record<string, unknown>,
  span: Pick<CalendarEvent, 'startsAt' | 'endsAt' | 'allDay'>,
): CalendarEvent {
  const visibility = VISIBILITIES.get(event.sensitivity) ?? 'private';
  const seriesId = idOf(event.seriesMasterId);
  return {
    id,
    uid: uidOf(event.iCalUId),
    // An occurrence that is where the series has it needs no original start.
    recurrenceId: instantOf(event.originalStart) ?? (seriesId === null ? null : span.startsAt),
    seriesId,
    status: statusOf(event),
    ...span,
    timeZone: span.allDay ? null : zoneOf(event.originalStartTimeZone),
    transparency: event.showAs === 'free' ? 'transparent' : 'opaque',
    visibility,
    kind: KINDS.get(event.showAs) ?? 'default',
    partstat: ownResponseOf(event),
    organizer: addressOf(event.organizer),
    htmlLink: webLinkOf(event.webLink),
    ...(visibility === 'public' ? contentOf(event) : NO_CONTENT),
  };
}

function statusOf({ isCancelled, showAs }: Record<string, unknown>): CalendarEvent['status'] {
  if (isCancelled === true) return 'cancelled';
  return showAs === 'tentative' ? 'tentative' : 'confirmed';
}

/**
 * Outlook writes the day of an occurrence into its uid. Without it the uid is that of the series, as in iCalendar:
 * https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxocal/1d3aac05-a7b9-45cc-a213-47f0a0a2c5c1
 */
function uidOf(value: unknown): string | null {
  const uid = textOf(value, 1024);
  return uid?.replace(/(?<=^040000008200E00074C5B7101A82E008)[0-9A-F]{8}/i, '00000000') ?? null;
}
