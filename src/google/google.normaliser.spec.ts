import fc from 'fast-check';
import { toEventChange } from './google.normaliser';
import type { CalendarEvent } from '../calendars/provider/calendar-event';

const MEETING = {
  id: 'abc123',
  status: 'confirmed',
  summary: 'Planning',
  description: '<b>Agenda</b>',
  location: 'Room 1',
  htmlLink: 'https://www.google.com/calendar/event?eid=1',
  iCalUID: 'abc123@google.com',
  start: { dateTime: '2026-03-16T10:00:00+01:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-03-16T11:30:00+01:00', timeZone: 'Europe/Berlin' },
  organizer: { email: 'ann@example.com' },
  attendees: [
    { email: 'ann@example.com', responseStatus: 'accepted', organizer: true },
    {
      email: 'robin@example.com',
      displayName: 'Robin',
      responseStatus: 'tentative',
      self: true,
      optional: true,
    },
    { email: 'room1@resource.example.com', responseStatus: 'needsAction', resource: true },
  ],
};

function eventOf(changes: object): CalendarEvent {
  const change = toEventChange({ ...MEETING, ...changes });
  if (change.kind !== 'event') throw new Error(JSON.stringify(change));
  return change.event;
}

describe("Google's event in our words", () => {
  it('keeps all that is known of a meeting', () => {
    expect(eventOf({})).toEqual({
      id: 'abc123',
      uid: 'abc123@google.com',
      recurrenceId: null,
      seriesId: null,
      status: 'confirmed',
      summary: 'Planning',
      description: '<b>Agenda</b>',
      location: 'Room 1',
      startsAt: new Date('2026-03-16T09:00:00Z'),
      endsAt: new Date('2026-03-16T10:30:00Z'),
      allDay: false,
      timeZone: 'Europe/Berlin',
      transparency: 'opaque',
      visibility: 'public',
      kind: 'default',
      partstat: 'tentative',
      organizer: 'ann@example.com',
      attendees: [
        { email: 'ann@example.com', partstat: 'accepted' },
        { email: 'robin@example.com', name: 'Robin', partstat: 'tentative', optional: true },
        { email: 'room1@resource.example.com', partstat: 'needs_action', resource: true },
      ],
      categories: [],
      htmlLink: 'https://www.google.com/calendar/event?eid=1',
    });
  });

  it('takes a bare stub of a cancelled event for a removal', () => {
    expect(toEventChange({ id: 'abc_20260316T090000Z', status: 'cancelled' })).toEqual({
      kind: 'removed',
      id: 'abc_20260316T090000Z',
      cancelled: true,
    });
  });

  it.each(['private', 'confidential', 'of a kind that is still to come'])(
    'keeps the time of an event that is %s, and nothing of what it is about',
    (visibility) => {
      const event = eventOf({ visibility });
      expect(event).toMatchObject({ summary: null, description: null, location: null, attendees: [] });
      expect(event).toMatchObject({
        startsAt: new Date('2026-03-16T09:00:00Z'),
        partstat: 'tentative',
      });
      expect(event.visibility).not.toBe('public');
    },
  );

  it('puts all-day events at midnight UTC of their dates, the end exclusive', () => {
    const event = eventOf({ start: { date: '2026-03-16' }, end: { date: '2026-03-18' } });
    expect([event.allDay, event.timeZone]).toEqual([true, null]);
    expect([event.startsAt, event.endsAt]).toEqual([new Date('2026-03-16'), new Date('2026-03-18')]);
  });

  it('tells occurrences of one series apart, and what they belong to', () => {
    const event = eventOf({
      id: 'abc_20260330T080000Z',
      recurringEventId: 'abc',
      originalStartTime: { dateTime: '2026-03-30T10:00:00+02:00', timeZone: 'Europe/Berlin' },
    });
    expect(event).toMatchObject({ seriesId: 'abc', recurrenceId: new Date('2026-03-30T08:00:00Z') });
    expect(eventOf({ originalStartTime: { date: '2026-03-30' } }).recurrenceId).toEqual(
      new Date('2026-03-30'),
    );
  });

  it.each([
    ['outOfOffice', 'out_of_office'],
    ['focusTime', 'focus_time'],
    ['workingLocation', 'working_location'],
    ['birthday', 'default'],
    [undefined, 'default'],
  ])('knows the kind %s as %s', (eventType, kind) => {
    expect(eventOf({ eventType }).kind).toBe(kind);
  });

  it('shows busy time without a title as just that', () => {
    const { id, start, end } = MEETING;
    expect(toEventChange({ id, start, end })).toMatchObject({
      kind: 'event',
      event: { summary: null, partstat: null, transparency: 'opaque', attendees: [] },
    });
  });

  it.each([
    ['no id', { id: undefined }, ''],
    ['an id that is no text', { id: 7 }, ''],
    ['an id that no index takes', { id: 'x'.repeat(3000) }, ''],
    ['no start', { start: undefined }, 'abc123'],
    ['no end', { end: {} }, 'abc123'],
    ['a date on one side', { end: { date: '2026-03-17' } }, 'abc123'],
    ['a day that is not in the calendar', { start: { dateTime: '2026-02-30T10:00:00Z' } }, 'abc123'],
    ['a time of day alone', { start: { dateTime: '10:00:00Z' } }, 'abc123'],
    ['neither offset nor zone', { start: { dateTime: '2026-03-16T10:00:00' } }, 'abc123'],
    ['an unknown zone', { start: { dateTime: '2026-03-16T10:00:00', timeZone: 'Mars/Base' } }, 'abc123'],
    ['the year 0', { start: { date: '0000-01-01' }, end: { date: '2026-01-01' } }, 'abc123'],
  ])('counts an event with %s as invalid', (_, changes, id) => {
    expect(toEventChange({ ...MEETING, ...changes })).toEqual({
      kind: 'invalid',
      id,
      reason: expect.any(String),
    });
  });

  it('leaves zero and negative durations to the filters', () => {
    expect(eventOf({ end: MEETING.start }).endsAt).toEqual(new Date('2026-03-16T09:00:00Z'));
  });

  it('stores no NUL, no half of a character, no endless text and no script for a link', () => {
    const event = eventOf({
      summary: 'a\0b\ud83dc',
      description: 'x'.repeat(8191) + '😀',
      htmlLink: 'javascript:alert(1)',
      organizer: 'nobody',
    });
    expect([event.summary, event.description, event.htmlLink]).toEqual(['abc', 'x'.repeat(8191), null]);
    expect(event.organizer).toBeNull();
  });

  it('reads a time of day without an offset in its own zone, across a clock change', () => {
    const at = (dateTime: string): string =>
      eventOf({ start: { dateTime, timeZone: 'America/New_York' } }).startsAt.toISOString();
    expect(at('2026-03-07T09:00:00')).toBe('2026-03-07T14:00:00.000Z');
    expect(at('2026-03-09T09:00:00')).toBe('2026-03-09T13:00:00.000Z');
  });

  it('finds the instant under any offset', () => {
    const offsets = fc.integer({ min: -14 * 60, max: 14 * 60 });
    const instants = fc.date({
      min: new Date('1971-01-01'),
      max: new Date('2199-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, offsets, (instant, offset) => {
        expect(eventOf({ start: { dateTime: told(instant, offset) } }).startsAt).toEqual(
          wholeSecond(instant),
        );
      }),
    );
  });

  it('never throws, whatever JSON arrives', () => {
    const field = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('2026-03-16', '2026-03-16T10:00:00Z', 'cancelled', 'UTC'),
    );
    const time = fc.oneof(
      field,
      fc.record({ date: field, dateTime: field, timeZone: field }, { requiredKeys: [] }),
    );
    const names = ['id', 'status', 'summary', 'attendees', 'organizer', 'visibility', 'htmlLink', 'iCalUID'];
    const event = fc.record(
      {
        ...Object.fromEntries(names.map((name) => [name, field])),
        start: time,
        end: time,
        originalStartTime: time,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(event, fc.jsonValue()), (item) => {
        const change = toEventChange(item);
        expect(['event', 'removed', 'invalid']).toContain(change.kind);
        expect(JSON.stringify(change)).not.toMatch(/\\u0000|\\ud[89a-f]/);
        if (change.kind === 'event') expect(change.event.startsAt.getTime()).not.toBeNaN();
      }),
    );
  });
});

function told(instant: Date, offsetMinutes: number): string {
  const local = new Date(instant.getTime() + offsetMinutes * 60_000).toISOString().slice(0, 19);
  const [hours, minutes] = [Math.abs(offsetMinutes) / 60, Math.abs(offsetMinutes) % 60].map((part) =>
    String(Math.floor(part)).padStart(2, '0'),
  );
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${hours}:${minutes}`;
}

function wholeSecond(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000);
}
