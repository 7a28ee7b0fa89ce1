import {
  type GoogleService,
  type SelectedCalendar,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';
import { meeting } from '../harness/meetings';

describe('Paging', () => {
  let service: GoogleService;
  let calendar: SelectedCalendar;

  beforeAll(async () => {
    service = await startGoogleService();
  });
  beforeEach(async () => {
    await service.google.reset();
    calendar = await selectCalendar(service, await service.signUp());
  });
  afterAll(() => service.close());

  it('does not take an empty page for the end', async () => {
    await calendar.put(...Array.from({ length: 5 }, (_, hour) => meeting(hour)));
    await service.google.settings({ maxPageSize: 2, emptyPageAt: 2 });

    expect(await calendar.synced()).toMatchObject({ synced_count: 5, pages: 4 });
    expect(await calendar.events()).toHaveLength(5);
  });

  it('saves the new cursor of a sync that found nothing for us, with one request and without writing an event', async () => {
    await calendar.put(meeting(1), meeting(2));
    await calendar.synced();
    const before = await service.sql('SELECT *, xmin FROM synced_calendar_events ORDER BY id');
    const [first] = await service.sql('SELECT cursor FROM calendar_integrations WHERE id = $1', [
      calendar.id,
    ]);
    const [start, end] = [8, 9].map((days) => ({
      date: new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
    }));
    await calendar.put({ summary: 'Fair', start, end });
    await service.google.clearRequests();

    expect(await calendar.synced()).toMatchObject({ mode: 'incremental', pages: 1, skipped_count: 1 });

    const { counts } = await service.google.requests();
    expect(counts).toMatchObject({ events: 1 });
    expect(counts.token ?? 0).toBe(0);
    expect(await service.sql('SELECT *, xmin FROM synced_calendar_events ORDER BY id')).toEqual(before);
    const [second] = await service.sql('SELECT cursor FROM calendar_integrations WHERE id = $1', [
      calendar.id,
    ]);
    expect(second).not.toEqual(first);
  });

  it('keeps the last of two lines for one event', async () => {
    const [id] = await calendar.put(meeting(1, { summary: 'As it is' }));
    await service.google.settings({ repeatEvent: { eventId: id!, earlier: { summary: 'As it was' } } });

    await calendar.synced();

    expect(await calendar.summaries()).toEqual(['As it is']);
  });

  it('stores 999 events and counts one when a thousandth cannot be understood', async () => {
    const events = Array.from({ length: 999 }, (_, minute) => meeting(minute / 2));
    await calendar.put(...events, meeting(1, { start: { dateTime: 'yesterday or so' } }));

    expect(await calendar.synced()).toMatchObject({ synced_count: 999, skipped: { invalid: 1 } });
  });

  it('stores an event with a NUL and half a surrogate pair in its words', async () => {
    await calendar.put(meeting(1, { summary: 'Caf\u0000é \ud800 and \\u0000 spelled out' }), meeting(2));

    expect(await calendar.synced()).toMatchObject({ synced_count: 2 });
    const [first] = await calendar.summaries();
    expect(first).toMatch(/^Café .* and \\u0000 spelled out$/);
  });

  it('calls a full pull without a cursor a failure, keeps what it stored, retires nothing and starts over next time', async () => {
    await calendar.put(meeting(1, { summary: 'Stays' }));
    await calendar.synced();
    await calendar.put(meeting(2, { summary: 'New' }));
    await service.google.expireSyncTokens({});
    await service.google.settings({ withholdSyncToken: true });

    const failed = await calendar.sync().expect(502);
    expect(failed.body).toMatchObject({ code: 'provider_error' });
    expect(await calendar.summaries()).toEqual(['Stays', 'New']);
    expect((await service.google.requests({ kind: 'events' })).counts.events).toBe(3);

    await service.google.settings({ withholdSyncToken: false });
    expect(await calendar.synced()).toMatchObject({ mode: 'full', unchanged_count: 2 });
  });
});
