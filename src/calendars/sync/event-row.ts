import type { CalendarEvent } from '../provider/calendar-event';

/** Columns of a stored event that its provider fills, with their PostgreSQL types. A difference in one is a change. */
export const EVENT_COLUMNS = {
  uid: 'text',
  recurrence_id: 'timestamptz',
  series_id: 'text',
  status: 'text',
  summary: 'text',
  description: 'text',
  location: 'text',
  starts_at: 'timestamptz',
  ends_at: 'timestamptz',
  time_zone: 'text',
  transparency: 'text',
  visibility: 'text',
  partstat: 'text',
  organizer: 'text',
  attendees: 'jsonb',
  categories: 'jsonb',
  html_link: 'text',
} as const;

/** An event as the page statement reads it: a JSON object with a member for each column. */
export type EventRow = Record<keyof typeof EVENT_COLUMNS, unknown> & {
  provider_event_id: string;
  /** It lies outside of the window: it may only update or remove what is stored. */
  outside: boolean;
};

/** Maps an event to its row. */
export function toEventRow(event: CalendarEvent, outside: boolean): EventRow {
  return {
    provider_event_id: event.id,
    outside,
    uid: event.uid,
    recurrence_id: event.recurrenceId,
    series_id: event.seriesId,
    status: event.status,
    summary: event.summary,
    description: event.description,
    location: event.location,
    starts_at: event.startsAt,
    ends_at: event.endsAt,
    time_zone: event.timeZone,
    transparency: event.transparency,
    visibility: event.visibility,
    partstat: event.partstat,
    organizer: event.organizer,
    attendees: event.attendees,
    categories: event.categories,
    html_link: event.htmlLink,
  };
}

/**
 * Rows as one JSON parameter. Two things that JSON can say make PostgreSQL refuse the whole page: NUL, and half of a
 * surrogate pair; both are dropped (`JSON.stringify` writes them as escapes).
 */
export function toJsonParameter(rows: EventRow[]): string {
  return JSON.stringify(rows).replace(/\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/g, (escape) =>
    escape === '\\\\' ? escape : '',
  );
}
