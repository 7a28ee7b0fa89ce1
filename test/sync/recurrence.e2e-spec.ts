import { DateTime } from 'luxon';
import {
  type GoogleService,
  type SelectedCalendar,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';
import { span } from '../harness/meetings';

const HOUR = 60 * 60 * 1000;

const thisHour = DateTime.utc().startOf('hour');
/** The hour that has begun, `days` from today: the thirtieth is still in the window, whatever the time of day. */
const inDays = (days: number): Date => thisHour.plus({ days }).toJSDate();
const stamp = (instant: Date): string => `${instant.toISOString().replace(/[-:]|\.\d+/g, '')}`;
const hourFrom = (instant: Date): ReturnType<typeof span> =>
  span(instant, new Date(instant.getTime() + HOUR));

describe('Recurring events', () => {
  let service: GoogleService;
  let calendar: SelectedCalendar;

  /** A daily stand-up from tomorrow on; its occurrences are `standup_<stamp>`. */
  const putSeries = async (count: number): Promise<void> => {
    const { start, end } = hourFrom(inDays(1));
    await calendar.put({
      id: 'standup',
      summary: 'Stand-up',
      start: { ...start, timeZone: 'UTC' },
      end: { ...end, timeZone: 'UTC' },
      recurrence: [`RRULE:FREQ=DAILY;COUNT=${count}`],
    });
  };
  const occurrence = (day: number): string => `standup_${stamp(inDays(day))}`;
  const starts = async (): Promise<string[]> => (await calendar.events()).map(({ start }) => start);

  beforeAll(async () => {
    service = await startGoogleService();
  });
  beforeEach(async () => {
    await service.google.reset();
    calendar = await selectCalendar(service, await service.signUp());
  });
  afterAll(() => service.close());

  it('are stored as their occurrences, which share a uid and stay rows of their own', async () => {
    await putSeries(5);

    await calendar.synced();

    const events = await calendar.events();
    expect(events.map(({ start }) => start)).toEqual([1, 2, 3, 4, 5].map((day) => inDays(day).toISOString()));
    expect(events.every(({ is_recurring }) => is_recurring)).toBe(true);
    const uids = await service.sql(
      'SELECT DISTINCT uid, series_id FROM synced_calendar_events WHERE calendar_id = $1',
      [calendar.id],
    );
    expect(uids).toMatchObject([{ series_id: 'standup' }]);
  });

  it('lose an instance that is cancelled, and only that one', async () => {
    await putSeries(3);
    await calendar.synced();

    await calendar.cancel(occurrence(2));

    expect(await calendar.synced()).toMatchObject({ mode: 'incremental', removed_count: 1 });
    expect(await starts()).toEqual([1, 3].map((day) => inDays(day).toISOString()));
  });

  it('never show an instance that was cancelled before the first sync', async () => {
    await putSeries(3);
    await calendar.cancel(occurrence(1));

    await calendar.synced();

    expect(await starts()).toEqual([2, 3].map((day) => inDays(day).toISOString()));
  });

  it('lose an instance that is moved out of the window, and gain one that is moved in', async () => {
    await putSeries(40);
    expect(await calendar.synced()).toMatchObject({ synced_count: 30 });

    await calendar.patch(occurrence(2), hourFrom(inDays(200)));
    await calendar.patch(occurrence(35), hourFrom(new Date(inDays(2).getTime() + 5 * HOUR)));

    expect(await calendar.synced()).toMatchObject({
      removed_count: 1,
      synced_count: 1,
      skipped: { outside_window: 1 },
    });
    expect(await calendar.events()).toHaveLength(30);
    expect(await starts()).not.toContain(inDays(2).toISOString());
  });

  it('show no meeting twice after "this and following" split the series', async () => {
    await putSeries(6);
    await calendar.synced();

    await service.google.splitSeries({
      calendarId: calendar.email,
      eventId: occurrence(4),
      patch: { summary: 'Daily' },
    });
    await calendar.synced();

    expect(await calendar.summaries()).toEqual([
      ...Array<string>(3).fill('Stand-up'),
      ...Array<string>(3).fill('Daily'),
    ]);
    expect(new Set(await starts()).size).toBe(6);
  });

  it.each(['instances', 'master'] as const)(
    'go altogether when the series is deleted and told as %s',
    async (deletedSeriesAs) => {
      await service.google.settings({ deletedSeriesAs });
      await putSeries(4);
      await calendar.put({ summary: 'Other', ...hourFrom(inDays(1)) });
      await calendar.synced();

      await calendar.cancel('standup');

      expect(await calendar.synced()).toMatchObject({ removed_count: 4 });
      expect(await calendar.summaries()).toEqual(['Other']);
    },
  );

  it('keep their wall-clock time across a clock change', async () => {
    const zone = 'Europe/Berlin';
    service.clock.moveTo(new Date('2027-03-20T12:00:00Z'));
    const start = DateTime.fromISO('2027-03-27T09:00', { zone });
    await calendar.put({
      summary: 'Planning',
      start: { dateTime: start.toISO()!, timeZone: zone },
      end: { dateTime: start.plus({ hours: 1 }).toISO()!, timeZone: zone },
      recurrence: ['RRULE:FREQ=DAILY;COUNT=3'],
    });

    await calendar.synced();

    expect(await starts()).toEqual([
      '2027-03-27T08:00:00.000Z',
      '2027-03-28T07:00:00.000Z',
      '2027-03-29T07:00:00.000Z',
    ]);
    service.clock.moveTo(new Date());
  });
});
