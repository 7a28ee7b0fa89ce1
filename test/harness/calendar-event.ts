import type { CalendarEvent } from '../../src/calendars/provider/calendar-event';

/** An ordinary meeting in the neutral shape: tomorrow-ish, accepted, nothing special. */
export function aCalendarEvent(fields: Partial<CalendarEvent> = {}): CalendarEvent {
  return {
    id: 'event',
    uid: 'event@calendar.example',
    recurrenceId: null,
    seriesId: null,
    status: 'confirmed',
    summary: 'Meeting',
    description: null,
    location: null,
    startsAt: new Date('2026-11-23T09:00:00Z'),
    endsAt: new Date('2026-11-23T10:00:00Z'),
    allDay: false,
    timeZone: 'Europe/Berlin',
    transparency: 'opaque',
    visibility: 'public',
    kind: 'default',
    partstat: 'accepted',
    organizer: null,
    attendees: [],
    categories: [],
    htmlLink: null,
    ...fields,
  };
}
