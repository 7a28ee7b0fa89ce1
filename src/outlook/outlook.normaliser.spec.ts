import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { CalendarEvent } from '../calendars/provider/calendar-event';
import { toEventChange } from './outlook.normaliser';

const at = (dateTime: string, timeZone = 'UTC'): object => ({
  dateTime: `${dateTime}:00.0000000`,
  timeZone,
});
const MEETING = {
  '@odata.etag': 'W/"1"',
  id: 'AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A=',
  type: 'singleInstance',
  iCalUId: '040000008200E00074C5B7101A82E00807EA031000AB',
  seriesMasterId: null,
  subject: 'Planning',
  bodyPreview: 'Agenda',
  body: { contentType: 'text', content: 'Agenda\r\nin full\r\n' },
  location: { displayName: 'Room 1' },
  webLink: 'https://outlook.office365.com/owa/?itemid=1',
  start: at('2026-03-16T09:00'),
  end: at('2026-03-16T10:30'),
  originalStartTimeZone: 'W. Europe Standard Time',
  isAllDay: false,
  isCancelled: false,
  showAs: 'busy',
  sensitivity: 'normal',
  categories: ['Client A'],
  responseStatus: { response: 'tentativelyAccepted', time: '2026-03-01T09:00:00Z' },
  organizer: { emailAddress: { name: 'Ann', address: 'ann@example.com' } },
  attendees: [
    { type: 'required', status: { response: 'organizer' }, emailAddress: { address: 'ann@example.com' } },
    {
      type: 'optional',
      status: { response: 'tentativelyAccepted' },
      emailAddress: { name: 'Robin', address: 'robin@example.com' },
    },
    { type: 'resource', status: { response: 'none' }, emailAddress: { address: 'room1@example.com' } },
    { type: 'required', emailAddress: { name: 'no address' } },
  ],
};

function eventOf(changes: object): CalendarEvent {
  const change = toEventChange({ ...MEETING, ...changes });
  if (change.kind !== 'event') throw new Error(JSON.stringify(change));
  return change.event;
}

describe("Outlook's event in our words", () => {
  it('keeps all that is known of a meeting', () => {
    expect(eventOf({})).toEqual({
      id: MEETING.id,
      uid: '040000008200E00074C5B7101A82E0080000000000AB',
      recurrenceId: null,
      seriesId: null,
      status: 'confirmed',
      summary: 'Planning',
      description: 'Agenda\r\nin full',
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
        { email: 'room1@example.com', partstat: 'needs_action', resource: true },
      ],
      categories: ['Client A'],
      htmlLink: 'https://outlook.office365.com/owa/?itemid=1',
    });
  });

  it('takes what left the view for a removal that wants to be confirmed', () => {
    expect(toEventChange({ id: 'a', '@removed': { reason: 'deleted' } })).toEqual({
      kind: 'removed',
      id: 'a',
      unconfirmed: true,
    });
  });

  it('says of a cancelled event that it is', () => {
    expect(eventOf({ isCancelled: true, showAs: 'free' }).status).toBe('cancelled');
  });

  it.each([
    ['busy', 'confirmed', 'opaque', 'default'],
    ['tentative', 'tentative', 'opaque', 'default'],
    ['free', 'confirmed', 'transparent', 'default'],
    ['oof', 'confirmed', 'opaque', 'out_of_office'],
    ['workingElsewhere', 'confirmed', 'opaque', 'working_location'],
    ['unknown', 'confirmed', 'opaque', 'default'],
    ['something new', 'confirmed', 'opaque', 'default'],
  ])('shown as %s is %s, %s and %s', (showAs, status, transparency, kind) => {
    expect(eventOf({ showAs })).toMatchObject({ status, transparency, kind });
  });

  it.each([
    ['none', null],
    ['organizer', 'accepted'],
    ['accepted', 'accepted'],
    ['tentativelyAccepted', 'tentative'],
    ['declined', 'declined'],
    ['notResponded', 'needs_action'],
    ['something new', null],
  ])('the answer %s is %p', (response, partstat) => {
    expect(eventOf({ responseStatus: { response } }).partstat).toBe(partstat);
  });

  it('knows no answer where nobody was asked', () => {
    expect(eventOf({ responseStatus: { response: 'organizer' }, attendees: [] }).partstat).toBeNull();
    expect(eventOf({ responseStatus: null }).partstat).toBeNull();
  });

  it.each([
    ['personal', 'private'],
    ['private', 'private'],
    ['confidential', 'confidential'],
    ['something new', 'private'],
  ])('keeps the time of an event that is %s, and nothing of what it is about', (sensitivity, visibility) => {
    const event = eventOf({ sensitivity });
    const nothing = { summary: null, description: null, location: null, attendees: [], categories: [] };
    expect(event).toMatchObject({ ...nothing, visibility, partstat: 'tentative' });
    expect(event.startsAt).toEqual(new Date('2026-03-16T09:00:00Z'));
  });

  it('puts all-day events at midnight UTC of their dates, whichever zone they are told in', () => {
    for (const zone of ['UTC', 'W. Europe Standard Time', 'tzone://Microsoft/Custom']) {
      const event = eventOf({
        isAllDay: true,
        start: at('2026-03-16T00:00', zone),
        end: at('2026-03-18T00:00', zone),
      });
      expect([event.allDay, event.timeZone]).toEqual([true, null]);
      expect([event.startsAt, event.endsAt]).toEqual([new Date('2026-03-16'), new Date('2026-03-18')]);
    }
  });

  it('tells occurrences of one series apart, and what they belong to', () => {
    const occurrence = { type: 'occurrence', seriesMasterId: 'series' };
    const uid = (day: string): string | null =>
      eventOf({ iCalUId: `040000008200E00074C5B7101A82E008${day}FF` }).uid;
    expect(uid('07EA0310')).toBe(uid('07EA0317'));
    expect(eventOf(occurrence)).toMatchObject({
      seriesId: 'series',
      recurrenceId: new Date('2026-03-16T09:00:00Z'),
    });
    expect(eventOf({ ...occurrence, originalStart: '2026-03-15T08:00:00Z' }).recurrenceId).toEqual(
      new Date('2026-03-15T08:00:00Z'),
    );
  });

  it('takes the preview where the body is not text', () => {
    expect(eventOf({ body: { contentType: 'html', content: '<b>Agenda</b>' } }).description).toBe('Agenda');
    expect(eventOf({ body: undefined, bodyPreview: ' ' }).description).toBeNull();
  });

  it.each([
    ['no id', { id: undefined }, ''],
    ['an id that no index takes', { id: 'x'.repeat(3000) }, ''],
    ['no start', { start: undefined }, MEETING.id],
    ['no end', { end: {} }, MEETING.id],
    ['a day that is not in the calendar', { start: at('2026-02-30T10:00') }, MEETING.id],
    ['a date alone', { start: { dateTime: '2026-03-16', timeZone: 'UTC' } }, MEETING.id],
    ['no zone', { start: { dateTime: '2026-03-16T10:00:00.0000000' } }, MEETING.id],
    [
      "a zone of the mailbox's own",
      { start: at('2026-03-16T10:00', 'tzone://Microsoft/Custom') },
      MEETING.id,
    ],
    ['an unknown zone', { end: at('2026-03-16T10:00', 'Mars Standard Time') }, MEETING.id],
    ['a zone that is a name of JavaScript', { end: at('2026-03-16T10:00', '__proto__') }, MEETING.id],
    ['the year 0', { start: at('0000-01-01T10:00') }, MEETING.id],
  ])('counts an event with %s as invalid', (_, changes, id) => {
    expect(toEventChange({ ...MEETING, ...changes })).toEqual({
      kind: 'invalid',
      id,
      reason: expect.any(String),
    });
  });

  it.each(['tzone://Microsoft/Custom', 'Mars Standard Time', '', null, 7])(
    'shows an event planned in %p without a zone',
    (originalStartTimeZone) => {
      expect(eventOf({ originalStartTimeZone }).timeZone).toBeNull();
    },
  );

  it.each([
    ['UTC', 'UTC'],
    ['tzone://Microsoft/Utc', 'UTC'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['Eastern Standard Time', 'America/New_York'],
    ['India Standard Time', 'Asia/Calcutta'],
    ['Samoa Standard Time', 'Pacific/Apia'],
    ['Europe/Vienna', 'Europe/Vienna'],
  ])('knows the zone %s as %s', (originalStartTimeZone, timeZone) => {
    expect(eventOf({ originalStartTimeZone }).timeZone).toBe(timeZone);
  });

  it('reads wall-clock time in its own zone, across the clock change of 29 March', () => {
    const start = (text: string): string =>
      eventOf({ start: at(text, 'W. Europe Standard Time') }).startsAt.toISOString();
    expect(start('2026-03-27T09:00')).toBe('2026-03-27T08:00:00.000Z');
    expect(start('2026-03-30T09:00')).toBe('2026-03-30T07:00:00.000Z');
  });

  it('stores no NUL, no half of a character, no endless text and no script for a link', () => {
    const event = eventOf({
      subject: 'a\0b\ud83dc',
      body: { contentType: 'text', content: 'x'.repeat(8191) + '😀' },
      webLink: 'javascript:alert(1)',
      organizer: 'nobody',
      categories: ['\0', 7, 'good'],
    });
    expect([event.summary, event.description, event.htmlLink]).toEqual(['abc', 'x'.repeat(8191), null]);
    expect([event.organizer, event.categories]).toEqual([null, ['good']]);
  });

  it('finds the instant in any zone, with seven digits of a second', () => {
    const zones = fc.constantFrom(
      ['UTC', 'UTC'],
      ['W. Europe Standard Time', 'Europe/Berlin'],
      ['Eastern Standard Time', 'America/New_York'],
      ['India Standard Time', 'Asia/Kolkata'],
      ['Nepal Standard Time', 'Asia/Kathmandu'],
      ['Samoa Standard Time', 'Pacific/Apia'],
    );
    const instants = fc.date({
      min: new Date('1975-01-01'),
      max: new Date('2199-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, zones, (instant, [windows, iana]) => {
        const local = DateTime.fromJSDate(instant, { zone: iana });
        // In the hour that comes twice a year, the text does not say which of the two it is.
        fc.pre(local.getPossibleOffsets().length === 1);
        const dateTime = `${local.toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS")}0000`;
        expect(eventOf({ start: { dateTime, timeZone: windows } }).startsAt).toEqual(instant);
      }),
    );
  });

  it('never throws, whatever JSON arrives', () => {
    const word = fc.constantFrom('2026-03-16T10:00:00.0000000', 'UTC', 'occurrence', 'private', 'text', true);
    const field = fc.oneof(fc.jsonValue(), word);
    const time = fc.oneof(field, fc.record({ dateTime: field, timeZone: field }, { requiredKeys: [] }));
    const fields = Object.keys(MEETING).map((name) => [name, field] as const);
    const event = fc.record(
      { ...Object.fromEntries(fields), start: time, end: time, originalStart: field },
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
