import type { GoogleItem } from './google.pages';

/** Columns of a stored event, in the order of `toValues`. */
export const COLUMNS = [
  ...[
    'calendar_id',
    'generation',
    'provider_event_id',
    'uid',
    'recurrence_id',
    'series_id',
    'status',
    'summary',
  ],
  ...['description', 'location', 'starts_at', 'ends_at', 'time_zone', 'transparency', 'visibility'],
  ...['partstat', 'organizer', 'attendees', 'categories', 'html_link'],
];

export type Value = string | number | null;

const GENERATION = 1;

/** An item as a row, with the least work that gives what the service stores: nothing is checked, cut or refused. */
export function toValues(calendarId: string, item: GoogleItem): Value[] {
  return [
    calendarId,
    GENERATION,
    item.id,
    item.iCalUID,
    item.originalStartTime?.dateTime ?? null,
    item.recurringEventId ?? null,
    item.status,
    item.summary ?? null,
    item.description ?? null,
    item.location ?? null,
    item.start.dateTime,
    item.end.dateTime,
    item.start.timeZone ?? null,
    item.transparency ?? 'opaque',
    item.visibility ?? 'public',
    null,
    item.organizer?.email ?? null,
    attendeesOf(item),
    '[]',
    item.htmlLink ?? null,
  ];
}

function attendeesOf({ attendees = [] }: GoogleItem): string {
  return JSON.stringify(
    attendees.map(({ email, displayName, responseStatus }) => ({
      email,
      name: displayName,
      partstat: responseStatus === 'needsAction' ? 'needs_action' : responseStatus,
    })),
  );
}
