import { EventsPage, ROBIN, TestBed } from './google.test-bed';

/** Mondays at ten in Berlin, where summer time begins on 29 March 2026. */
const WEEKLY = {
  id: 'weekly',
  summary: 'Weekly review',
  start: { dateTime: '2026-03-16T10:00:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-03-16T11:00:00', timeZone: 'Europe/Berlin' },
  recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=4'],
};
const SECOND = 'weekly_20260323T090000Z';
const THIRD = 'weekly_20260330T080000Z';

describe('Recurring events', () => {
  let google: TestBed;
  beforeAll(async () => {
    google = await TestBed.start();
  });
  afterAll(() => google.close());
  beforeEach(async () => {
    await google.robinSignsIn();
    await google.control.putEvents({ calendarId: ROBIN, events: [WEEKLY] });
  });

  const event = (eventId: string) => ({ calendarId: ROBIN, eventId });
  const starts = ({ items }: EventsPage) => items.map(({ start }) => start?.dateTime ?? start?.date);
  const ids = ({ items }: EventsPage) => items.map(({ id }) => id);
  const add = (...events: object[]) => google.control.putEvents({ calendarId: ROBIN, events });

  it('keep their wall-clock time when the clocks change', async () => {
    expect(starts(await google.pull())).toEqual([
      '2026-03-16T10:00:00+01:00',
      '2026-03-23T10:00:00+01:00',
      '2026-03-30T10:00:00+02:00',
      '2026-04-06T10:00:00+02:00',
    ]);
  });

  it('come as instances, named after their original start in UTC, that share the uid', async () => {
    const { items } = await google.pull();
    expect(items[2]).toMatchObject({
      id: THIRD,
      recurringEventId: 'weekly',
      iCalUID: 'weekly@google.com',
      originalStartTime: { dateTime: '2026-03-30T10:00:00+02:00', timeZone: 'Europe/Berlin' },
    });
    expect(items[2]).not.toHaveProperty('recurrence');
  });

  it('come as one master when they are not expanded', async () => {
    const { items } = await google.pull({ singleEvents: 'false' });
    expect(items).toEqual([expect.objectContaining({ id: 'weekly', recurrence: WEEKLY.recurrence })]);
  });

  it('keep the identity of an instance that is moved', async () => {
    const { nextSyncToken = '' } = await google.pull();
    const moved = {
      start: { dateTime: '2026-03-24T15:00:00+01:00' },
      end: { dateTime: '2026-03-24T16:00:00+01:00' },
    };
    await google.control.patchEvent({ ...event(SECOND), patch: moved });
    const { items } = await google.pull({ syncToken: nextSyncToken });
    expect(items).toEqual([
      expect.objectContaining({
        id: SECOND,
        start: { dateTime: '2026-03-24T15:00:00+01:00', timeZone: 'Europe/Berlin' },
        originalStartTime: { dateTime: '2026-03-23T10:00:00+01:00', timeZone: 'Europe/Berlin' },
      }),
    ]);
  });

  it('find a moved instance in the window that it was moved to, not in the one that it left', async () => {
    const moved = { start: { dateTime: '2026-07-01T15:00:00Z' }, end: { dateTime: '2026-07-01T16:00:00Z' } };
    await google.control.patchEvent({ ...event(SECOND), patch: moved });
    expect(ids(await google.pull({ timeMax: '2026-05-01T00:00:00Z' }))).not.toContain(SECOND);
    expect(ids(await google.pull({ timeMin: '2026-05-01T00:00:00Z' }))).toEqual([SECOND]);
  });

  it('tell of a cancelled instance its series and original start, and only to those who synced before', async () => {
    const { nextSyncToken = '' } = await google.pull();
    await google.control.cancelEvent(event(SECOND));
    expect((await google.pull({ syncToken: nextSyncToken })).items).toEqual([
      {
        kind: 'calendar#event',
        etag: expect.any(String),
        id: SECOND,
        status: 'cancelled',
        recurringEventId: 'weekly',
        originalStartTime: { dateTime: '2026-03-23T10:00:00+01:00', timeZone: 'Europe/Berlin' },
      },
    ]);
    expect(ids(await google.pull())).not.toContain(SECOND);
    expect(ids(await google.pull({ singleEvents: 'false' }))).toEqual(['weekly', SECOND]);
  });

  it('bring all their instances when the series is touched', async () => {
    const { nextSyncToken = '' } = await google.pull({ timeMax: '2026-03-20T00:00:00Z' });
    await google.control.patchEvent({ ...event('weekly'), patch: { summary: 'Review' } });
    expect((await google.pull({ syncToken: nextSyncToken })).items.map(({ summary }) => summary)).toEqual(
      Array(4).fill('Review'),
    );
  });

  it('name the old instances as cancelled when the series moves to another hour', async () => {
    const { nextSyncToken = '' } = await google.pull();
    const later = { start: { ...WEEKLY.start, dateTime: '2026-03-16T14:00:00' } };
    await google.control.patchEvent({
      ...event('weekly'),
      patch: { ...later, end: { dateTime: '2026-03-16T15:00:00' } },
    });
    const { items } = await google.pull({ syncToken: nextSyncToken });
    expect(items.filter(({ status }) => status === 'confirmed')).toHaveLength(4);
    expect(items.filter(({ status }) => status === 'cancelled').map(({ id }) => id)).toContain(THIRD);
  });

  it('leave a bare stub per instance when the series is deleted, or on orders one of the master', async () => {
    const { nextSyncToken = '' } = await google.pull();
    await google.control.cancelEvent(event('weekly'));
    const { items } = await google.pull({ syncToken: nextSyncToken });
    expect(items).toHaveLength(4);
    expect(items[0]).toEqual({
      ...{ kind: 'calendar#event', etag: expect.any(String) },
      ...{ id: 'weekly_20260316T090000Z', status: 'cancelled' },
    });
    await google.control.settings({ deletedSeriesAs: 'master' });
    expect(ids(await google.pull({ syncToken: nextSyncToken }))).toEqual(['weekly']);
  });

  it('split in two at "this and following", with no meeting twice', async () => {
    const { nextSyncToken = '' } = await google.pull();
    await google.control.splitSeries({ ...event(THIRD), patch: { summary: 'New review' } });
    const all = await google.pull();
    expect(starts(all)).toHaveLength(4);
    expect(all.items.map(({ summary }) => summary).slice(2)).toEqual(['New review', 'New review']);
    const changes = await google.pull({ syncToken: nextSyncToken });
    expect(changes.items.filter(({ status }) => status === 'cancelled').map(({ id }) => id)).toEqual([
      THIRD,
      'weekly_20260406T080000Z',
    ]);
  });

  it('span whole days by date alone', async () => {
    const days = { start: { date: '2026-03-20' }, end: { date: '2026-03-21' } };
    await add({ id: 'friday', ...days, recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] });
    const { items } = await google.pull({
      timeMin: '2026-03-27T00:00:00+01:00',
      timeMax: '2026-03-28T00:00:00+01:00',
    });
    expect(items).toEqual([
      expect.objectContaining({
        id: 'friday_20260327',
        start: { date: '2026-03-27' },
        end: { date: '2026-03-28' },
      }),
    ]);
  });

  it.each([
    ['RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=6', ['16', '17', '18', '19', '20', '23']],
    ['RRULE:FREQ=DAILY;INTERVAL=10;UNTIL=20260405T080000Z', ['16', '26', '05']],
    ['RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,MO;COUNT=4', ['16', '18', '30', '01']],
    ['RRULE:FREQ=WEEKLY;UNTIL=20260323', ['16', '23']],
  ])('follow %s', async (rule, days) => {
    await google.control.cancelEvent(event('weekly'));
    await add({ ...WEEKLY, id: 'other', recurrence: [rule] });
    expect(starts(await google.pull()).map((start) => start?.slice(8, 10))).toEqual(days);
  });

  it('without an end go on to the end of next year, or to timeMax', async () => {
    await add({ ...WEEKLY, id: 'endless', recurrence: ['RRULE:FREQ=WEEKLY'] });
    expect(starts(await google.pull()).at(-1)).toBe('2027-12-27T10:00:00+01:00');
    expect(starts(await google.pull({ timeMax: '2030-01-01T00:00:00Z' })).at(-1)).toBe(
      '2029-12-31T10:00:00+01:00',
    );
  });

  it('are refused by name when the simulator cannot expand them', async () => {
    const monthly = { ...WEEKLY, id: 'monthly', recurrence: ['RRULE:FREQ=MONTHLY'] };
    await expect(add(monthly)).rejects.toThrow(/FREQ=MONTHLY/);
  });
});
