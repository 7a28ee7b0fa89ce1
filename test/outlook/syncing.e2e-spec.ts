import type { EventInput } from '../../sandbox/microsoft/graph.event';
import { microsoftEnvironment } from '../harness/provider-environment';
import { startServiceProcess } from '../harness/service-process';
import { type OutlookService, startOutlookService } from './outlook-service';

const CALENDAR = 'robin@berger-consulting.example';

/** The day so many days from now. */
/** One day for all of this, also when another one begins meanwhile. */
const TODAY = Date.now();
const dayAhead = (days: number): string => new Date(TODAY + days * 86_400_000).toISOString().slice(0, 10);
const at = (day: string, hour: string, timeZone = 'UTC'): Pick<EventInput, 'start' | 'end'> => ({
  start: { dateTime: `${day}T${hour}:00:00`, timeZone },
  end: { dateTime: `${day}T${hour}:30:00`, timeZone },
});
const daily = (id: string, numberOfOccurrences: number): EventInput => ({
  id,
  subject: id,
  ...at(dayAhead(1), '09'),
  recurrence: {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'numbered', startDate: dayAhead(1), numberOfOccurrences },
  },
});

describe('Syncing an Outlook calendar', () => {
  let service: OutlookService;
  beforeEach(async () => {
    service = await startOutlookService();
  });
  afterEach(() => service.close());

  const summaries = async (): Promise<unknown[]> => (await service.events()).map(({ summary }) => summary);
  const convert = async (index: number): Promise<string> => {
    const events = await service.events();
    const body = { synced_event_id: events[index]!.id };
    const converted = await service.user.post('/integrations/calendars/events/convert', body).expect(201);
    return converted.body.time_entry_id;
  };
  const changeOf = async (entry: string): Promise<unknown> =>
    (await service.user.get(`/time-entries/${entry}`).expect(200)).body.calendar_event;

  it('takes one request and writes nothing when nothing changed', async () => {
    await service.put({ subject: 'a', ...at(dayAhead(1), '09') }, daily('series', 3));
    expect(await service.synced()).toMatchObject({ mode: 'full', synced_count: 4 });
    await service.microsoft.clearRequests();
    expect(await service.synced()).toMatchObject({ mode: 'incremental', updated_count: 0, pages: 1 });
    expect((await service.microsoft.requests()).counts).toEqual({ delta: 1 });
  });

  it('counts what is no billable meeting by its reason', async () => {
    const times = at(dayAhead(1), '09');
    await service.put(
      { ...times, showAs: 'free' },
      { ...times, showAs: 'oof' },
      { ...times, showAs: 'workingElsewhere' },
      { ...times, isCancelled: true },
      { ...times, responseStatus: { response: 'declined', time: '2026-03-01T09:00:00Z' } },
      { ...at(dayAhead(2), '00'), isAllDay: true },
      { ...at(dayAhead(2), '00', 'tzone://Microsoft/Custom') },
    );
    expect((await service.synced()).skipped).toMatchObject({
      free: 1,
      out_of_office: 1,
      working_location: 1,
      cancelled: 1,
      declined: 1,
      all_day: 1,
      invalid: 1,
    });
    expect(await service.events()).toEqual([]);
  });

  it('loses the occurrences that a series lost, of which Graph says nothing, and keeps the others', async () => {
    await service.put(daily('series', 4));
    await service.synced();
    const before = await service.events();
    const entry = await convert(3);
    const eventId = `series.${dayAhead(2)}`;
    await service.microsoft.deleteEvent({ calendarId: CALENDAR, eventId });
    expect(await service.synced()).toMatchObject({ mode: 'full', removed_count: 1, synced_count: 0 });
    const after = await service.events();
    expect(after.map(({ id }) => id)).toEqual([0, 2, 3].map((place) => before[place]!.id));
    expect(await changeOf(entry)).toMatchObject({ source_changed: false });
  });

  it('takes the occurrences of a removed series, and flags what was converted', async () => {
    await service.put(daily('series', 3), { subject: 'single', ...at(dayAhead(1), '12') });
    await service.synced();
    const entry = await convert(0);
    await service.microsoft.settings({ deletedSeriesAs: 'master' });
    await service.microsoft.deleteEvent({ calendarId: CALENDAR, eventId: 'series' });
    expect(await service.synced()).toMatchObject({ mode: 'incremental', removed_count: 3 });
    expect(await summaries()).toEqual(expect.arrayContaining(['single']));
    expect(await changeOf(entry)).toMatchObject({ source_changed: true, change: 'removed' });
  });

  it('alarms nobody about a converted meeting until it is known to be gone', async () => {
    const [id = ''] = await service.put({ subject: 'moved', ...at(dayAhead(1), '09') });
    await service.synced();
    const entry = await convert(0);
    const patch = at(dayAhead(20), '09');
    await service.microsoft.patchEvent({ calendarId: CALENDAR, eventId: id, patch });
    await service.synced();
    expect(await changeOf(entry)).not.toMatchObject({ change: 'removed' });
    await service.microsoft.deleteEvent({ calendarId: CALENDAR, eventId: id });
    await service.synced();
    expect(await changeOf(entry)).toMatchObject({ change: 'removed' });
  });

  it('sees deletions also while Graph can finish no round, and heals when it can', async () => {
    const [gone = ''] = await service.put(
      { subject: 'gone', ...at(dayAhead(1), '09') },
      { subject: 'stays', ...at(dayAhead(1), '12') },
    );
    await service.microsoft.settings({ endlessPages: true });
    expect(await service.synced()).toMatchObject({ mode: 'full', synced_count: 2 });
    await service.microsoft.deleteEvent({ calendarId: CALENDAR, eventId: gone });
    expect(await service.synced()).toMatchObject({ mode: 'full', removed_count: 1 });
    expect(await summaries()).toEqual(['stays']);
    await service.microsoft.settings({ endlessPages: false });
    expect(await service.synced()).toMatchObject({ mode: 'full', removed_count: 0 });
    expect(await service.synced()).toMatchObject({ mode: 'incremental' });
  });

  it('does not care which time zone the process is in', async () => {
    await service.put(
      { subject: 'UTC', ...at(dayAhead(3), '09') },
      { subject: 'Berlin', ...at(dayAhead(2), '09', 'W. Europe Standard Time') },
      daily('series', 2),
    );
    await service.synced();
    const expected = (await service.events()).map(({ start, end, summary }) => [start, end, summary]);
    expect(expected).toHaveLength(4);
    const { MICROSOFT_GRAPH_URL, TOKEN_ENCRYPTION_KEYS } = process.env as Record<string, string>;
    for (const TZ of ['America/New_York', 'Asia/Kolkata', 'Pacific/Apia']) {
      await service.sql('UPDATE calendar_integrations SET cursor = NULL');
      await service.sql('DELETE FROM synced_calendar_events');
      const environment = {
        ...microsoftEnvironment(MICROSOFT_GRAPH_URL!),
        TOKEN_ENCRYPTION_KEYS: TOKEN_ENCRYPTION_KEYS!,
        TZ,
      };
      const elsewhere = await startServiceProcess(service.databaseUrl, environment);
      const user = elsewhere.anonymous.as(service.user.token!);
      await user.post(`/integrations/microsoft/${service.calendarId}/sync`).expect(200);
      await elsewhere.stop();
      const found = (await service.events()).map(({ start, end, summary }) => [start, end, summary]);
      expect(found).toEqual(expected);
    }
  });
});
