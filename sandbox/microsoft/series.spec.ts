import { brief, MARCH, Page, ROBIN, tenOClock, TestBed } from './microsoft.test-bed';

const MONDAYS = { type: 'weekly', interval: 1, daysOfWeek: ['monday'] };

/** Mondays at ten in Berlin since two years ago; summer time begins on 29 March 2026. */
const WEEKLY = {
  id: 'weekly',
  subject: 'Weekly review',
  ...tenOClock('2024-01-01', 'W. Europe Standard Time'),
  recurrence: { pattern: MONDAYS, range: { type: 'noEnd', startDate: '2024-01-01' } },
};
const STUB_FIELDS = ['@odata.type', '@odata.etag', 'id', 'seriesMasterId', 'type', 'start', 'end'];
const MARCH_MONDAYS = ['02', '09', '16', '23', '30'].map((day) => `occurrence weekly.2026-03-${day}`);

describe('Recurring events of Microsoft', () => {
  let microsoft: TestBed;
  beforeAll(async () => {
    microsoft = await TestBed.start();
  });
  afterAll(() => microsoft.close());
  beforeEach(async () => {
    await microsoft.robinSignsIn();
    await microsoft.put(WEEKLY);
  });

  const event = (eventId: string) => ({ calendarId: ROBIN, eventId });
  const starts = ({ value }: Page) => value.map(({ start }) => start?.dateTime.slice(0, 16));
  const told = async (link?: string) => (await microsoft.round(link)).value.map(brief);
  const ended = (range: object) => ({ ...WEEKLY, recurrence: { pattern: MONDAYS, range } as never });

  it('come as stubs, and as a master that is dated years back', async () => {
    const { value } = await microsoft.round();
    expect(value.map(brief)).toEqual(['seriesMaster weekly', ...MARCH_MONDAYS]);
    expect(value[0]).toMatchObject({
      subject: 'Weekly review',
      start: { dateTime: '2024-01-01T09:00:00.0000000', timeZone: 'UTC' },
      recurrence: WEEKLY.recurrence,
    });
    expect(Object.keys(value[1] ?? {})).toEqual(STUB_FIELDS);
    expect(value[1]).toMatchObject({ seriesMasterId: 'weekly', type: 'occurrence' });
  });

  it('keep their wall-clock time when the clocks change', async () => {
    expect(starts(await microsoft.round()).slice(-2)).toEqual(['2026-03-23T09:00', '2026-03-30T08:00']);
  });

  it('have the master last, or not at all, on orders; it can be asked for', async () => {
    await microsoft.control.settings({ seriesMasters: 'last' });
    expect(await told()).toEqual([...MARCH_MONDAYS, 'seriesMaster weekly']);
    await microsoft.control.settings({ seriesMasters: 'withheld' });
    expect(await told()).toEqual(MARCH_MONDAYS);
    const master = await microsoft.get('/v1.0/me/events/weekly');
    expect(await master.json()).toMatchObject({ type: 'seriesMaster', subject: 'Weekly review' });
  });

  it('are full, each with a uid of its own, in a plain calendar view, where masters are not', async () => {
    const query = { ...MARCH, $top: '100' };
    const response = await microsoft.get('/v1.0/me/calendarView', query, { prefer: 'IdType="ImmutableId"' });
    const { value } = (await response.json()) as Page;
    expect(value.map(brief)).toEqual(MARCH_MONDAYS);
    expect(value[0]).toMatchObject({ subject: 'Weekly review', originalStart: '2026-03-02T09:00:00Z' });
    expect(new Set(value.map(({ iCalUId }) => iCalUId)).size).toBe(5);
  });

  it('come as a whole when one is moved, which comes in full', async () => {
    const link = await microsoft.deltaLink();
    const moved = { ...event('weekly.2026-03-16'), patch: tenOClock('2026-03-17') };
    await microsoft.control.patchEvent(moved);
    const { value } = await microsoft.round(link);
    expect(value.map(brief)).toEqual([
      'seriesMaster weekly',
      ...MARCH_MONDAYS.map((line) =>
        line.replace('occurrence weekly.2026-03-16', 'exception weekly.2026-03-16'),
      ),
    ]);
    expect(value[3]).toMatchObject({
      ...{ subject: 'Weekly review', originalStart: '2026-03-16T09:00:00Z', seriesMasterId: 'weekly' },
      start: { dateTime: '2026-03-17T09:00:00.0000000' },
    });
  });

  it('say nothing of an occurrence that is deleted: it is missing from the series that comes again', async () => {
    const link = await microsoft.deltaLink();
    await microsoft.control.deleteEvent(event('weekly.2026-03-16'));
    const left = MARCH_MONDAYS.filter((line) => !line.endsWith('16'));
    expect(await told(link)).toEqual(['seriesMaster weekly', ...left]);
    expect((await microsoft.get('/v1.0/me/events/weekly.2026-03-16')).status).toBe(404);
    await microsoft.control.settings({ vanishedOccurrencesAs: 'removed' });
    expect(await told(link)).toEqual(['seriesMaster weekly', ...left, 'removed weekly.2026-03-16']);
  });

  it('have new occurrences when the series moves to another day, and the same when it moves by an hour', async () => {
    const at = (day: string, hour: string) => ({
      start: { dateTime: `${day}T${hour}:00:00`, timeZone: 'Europe/Berlin' },
      end: { dateTime: `${day}T${hour}:45:00`, timeZone: 'Europe/Berlin' },
    });
    await microsoft.control.patchEvent({ ...event('weekly'), patch: at('2024-01-01', '11') });
    expect(await told()).toEqual(['seriesMaster weekly', ...MARCH_MONDAYS]);
    const pattern = { ...MONDAYS, daysOfWeek: ['tuesday'] };
    const recurrence = { ...WEEKLY.recurrence, pattern };
    await microsoft.control.patchEvent({
      ...event('weekly'),
      patch: { ...at('2024-01-02', '11'), recurrence },
    });
    expect((await told())[1]).toBe('occurrence weekly.2026-03-03');
  });

  it('find a moved occurrence in the window that it was moved to', async () => {
    await microsoft.control.patchEvent({ ...event('weekly.2026-04-06'), patch: tenOClock('2026-03-31') });
    await microsoft.control.patchEvent({ ...event('weekly.2026-03-30'), patch: tenOClock('2026-04-01') });
    expect((await told()).slice(-2)).toEqual(['occurrence weekly.2026-03-23', 'exception weekly.2026-04-06']);
  });

  it('are removed with their series, or only the master is, on orders', async () => {
    const link = await microsoft.deltaLink();
    await microsoft.control.deleteEvent(event('weekly'));
    const occurrences = MARCH_MONDAYS.map((line) => line.replace('occurrence', 'removed'));
    expect(await told(link)).toEqual(['removed weekly', ...occurrences]);
    await microsoft.control.settings({ deletedSeriesAs: 'master' });
    expect(await told(link)).toEqual(['removed weekly']);
  });

  it('go on under a new master after "this and following"', async () => {
    const patch = { subject: 'Review' };
    const { id } = await microsoft.control.splitSeries({ ...event('weekly.2026-03-16'), patch });
    const { value } = await microsoft.round();
    expect(value.filter(({ type }) => type === 'occurrence').map(brief)).toEqual([
      ...MARCH_MONDAYS.slice(0, 2),
      ...['16', '23', '30'].map((day) => `occurrence ${id}.2026-03-${day}`),
    ]);
    expect(value.find((line) => line.id === 'weekly')).toMatchObject({
      recurrence: { range: { type: 'endDate', endDate: '2026-03-15' } },
    });
  });

  it('share out a number of occurrences between both parts', async () => {
    await microsoft.put(ended({ type: 'numbered', numberOfOccurrences: 116 }));
    await microsoft.control.splitSeries(event('weekly.2026-03-09'));
    const days = (await told()).map((line) => line.slice(-2)).filter((day) => /^\d+$/.test(day));
    expect(new Set(days)).toEqual(new Set(['02', '09', '16']));
  });

  it('end by number or by date, the last day included', async () => {
    await microsoft.put(ended({ type: 'endDate', endDate: '2026-03-09' }));
    expect(await told()).toEqual(['seriesMaster weekly', ...MARCH_MONDAYS.slice(0, 2)]);
    await microsoft.put(ended({ type: 'numbered', numberOfOccurrences: 114 }));
    expect(await told()).toEqual(['seriesMaster weekly', MARCH_MONDAYS[0]]);
  });

  it('count every other week from its first day, which is Sunday unless told otherwise', async () => {
    const every = async (firstDayOfWeek?: string) => {
      const days = {
        daysOfWeek: ['sunday', 'monday'],
        interval: 2,
        ...(firstDayOfWeek && { firstDayOfWeek }),
      };
      const recurrence = { pattern: { ...MONDAYS, ...days }, range: { type: 'noEnd' } };
      await microsoft.put({ ...WEEKLY, ...tenOClock('2026-03-02'), recurrence });
      return (await told()).slice(1, 4).map((line) => line.slice(-2));
    };
    expect(await every()).toEqual(['02', '15', '16']);
    expect(await every('monday')).toEqual(['02', '08', '16']);
  });

  it('are refused, in words, when the simulator cannot expand them', async () => {
    const pattern = { type: 'absoluteMonthly', interval: 1, dayOfMonth: 1 };
    const monthly = { ...WEEKLY, recurrence: { ...WEEKLY.recurrence, pattern } };
    await expect(microsoft.put(monthly)).rejects.toThrow(/expands daily and weekly/);
    expect(await told()).toEqual(['seriesMaster weekly', ...MARCH_MONDAYS]);
  });

  it('go by the zone of their start when that of the recurrence is nobody’s', async () => {
    await microsoft.put(ended({ type: 'noEnd', recurrenceTimeZone: 'tzone://Microsoft/Custom' }));
    expect(starts(await microsoft.round()).slice(-2)).toEqual(['2026-03-23T09:00', '2026-03-30T08:00']);
  });
});
