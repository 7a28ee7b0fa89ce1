import type { FaultEffect } from '../../sandbox/google/fault';
import { startServiceProcess } from '../harness/service-process';
import { eventually } from '../harness/eventually';
import {
  type GoogleService,
  type SelectedCalendar,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';
import { googleEnvironment } from '../harness/provider-environment';
import { meeting } from '../harness/meetings';

describe('Resync', () => {
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

  it('pulls in full once when the cursor has expired, retires what went in the gap and keeps what stayed', async () => {
    const [going, staying] = await calendar.put(
      meeting(1, { summary: 'Going' }),
      meeting(2, { summary: 'Staying' }),
    );
    await calendar.synced();
    const before = (await calendar.events()).find((event) => event.provider_event_id === staying)!;
    const entry = await calendar.convert(before.id);
    await calendar.cancel(going!);
    await service.google.expireSyncTokens({});
    await service.google.clearRequests();

    expect(await calendar.synced()).toMatchObject({
      mode: 'full',
      removed_count: 1,
      unchanged_count: 1,
      synced_count: 0,
    });

    expect((await service.google.requests({ kind: 'events' })).counts.events).toBe(2);
    const after = await calendar.events();
    expect(after).toMatchObject([{ id: before.id, time_entry_id: entry, summary: 'Staying' }]);
  });

  it('begins again when a page has been forgotten, and keeps nothing that is gone by then', async () => {
    const [early] = await calendar.put(...[1, 2, 3].map((hours) => meeting(hours)));
    await service.google.settings({ maxPageSize: 1 });
    const fault = (page: number, effect: FaultEffect): Promise<unknown> =>
      service.google.addFault({ kind: 'events', page, effect });
    await fault(2, { type: 'hold' });
    await fault(3, { type: 'status', status: 410 });
    const syncing = calendar.synced();
    await eventually(async () => (await service.google.requests({ kind: 'events' })).requests.length === 2);
    await calendar.cancel(early!);
    await service.google.release();

    expect(await syncing).toMatchObject({ mode: 'full', removed_count: 1 });
    expect(await calendar.summaries()).toEqual(['Meeting in 2 h', 'Meeting in 3 h']);
  });

  it('that finishes what was interrupted answers as of now, not as of the interruption', async () => {
    const [early] = await calendar.put(...[1, 2, 3].map((hours) => meeting(hours)));
    await service.google.settings({ maxPageSize: 1 });
    await service.google.addFault({ kind: 'events', page: 3, effect: { type: 'status', status: 500 } });
    await calendar.sync().expect(502);
    await calendar.cancel(early!);
    await calendar.put(meeting(4));
    await service.google.settings({ maxPageSize: null });
    await service.google.clearRequests();

    expect(await calendar.synced()).toMatchObject({ mode: 'full', removed_count: 1, synced_count: 2 });
    expect(await calendar.summaries()).toEqual(['Meeting in 2 h', 'Meeting in 3 h', 'Meeting in 4 h']);
    expect((await service.google.requests({ kind: 'events' })).counts.events).toBe(2);
  });

  it('keeps what it has of an event that cannot be understood any more', async () => {
    const ids = await calendar.put(
      meeting(1, { summary: 'First' }),
      meeting(2, { summary: 'Understood' }),
      meeting(3, { summary: 'Last' }),
    );
    await calendar.synced();
    // Each on a page of its own: the last page is the one that retires.
    await service.google.settings({ maxPageSize: 1 });
    for (const id of [ids[0]!, ids[2]!]) await calendar.patch(id, { start: { dateTime: 'yesterday or so' } });
    await service.google.expireSyncTokens({});

    expect(await calendar.synced()).toMatchObject({
      mode: 'full',
      removed_count: 0,
      skipped: { invalid: 2 },
    });
    expect(await calendar.summaries()).toEqual(['First', 'Understood', 'Last']);
  });

  it('never loops when the provider keeps on forgetting', async () => {
    await calendar.synced();
    await service.google.addFault({
      kind: 'events',
      times: 'always',
      effect: { type: 'status', status: 410, reason: 'fullSyncRequired' },
    });
    await service.google.clearRequests();

    await calendar.sync().expect(502);

    expect((await service.google.requests({ kind: 'events' })).counts.events).toBe(2);
  });

  it.each([
    ['an error', { type: 'status', status: 500 }],
    ['an expired page', { type: 'status', status: 410, reason: 'fullSyncRequired' }],
  ] as const)(
    'retires nothing after %s on page 3, serves what it has, and converges with the next run',
    async (_, effect) => {
      const ids = await calendar.put(
        ...Array.from({ length: 10 }, (__, hour) => meeting(hour, { summary: `M${hour}` })),
      );
      await calendar.synced();
      await calendar.cancel(ids[0]!);
      await calendar.put(meeting(20, { summary: 'New' }));
      await service.google.expireSyncTokens({});
      await service.google.settings({ maxPageSize: 2 });
      await service.google.addFault({ kind: 'events', page: 3, times: 2, effect });

      await calendar.sync().expect(502);
      expect(await calendar.summaries()).toEqual(expect.arrayContaining(['M0', 'M9']));

      await service.google.clearFaults();
      await calendar.synced();
      const expected = [...Array.from({ length: 9 }, (__, hour) => `M${hour + 1}`), 'New'];
      expect(await calendar.summaries()).toEqual(expected);
    },
  );

  it('resumes an interrupted import where it was', async () => {
    await calendar.put(...Array.from({ length: 10 }, (_, hour) => meeting(hour)));
    await service.google.settings({ maxPageSize: 2 });
    await service.google.addFault({ kind: 'events', page: 4, effect: { type: 'status', status: 500 } });
    await calendar.sync().expect(502);
    await service.google.clearRequests();

    expect(await calendar.synced()).toMatchObject({ mode: 'full', pages: 3, synced_count: 4 });

    // The two pages that were missing, and what changed since the import began.
    expect((await service.google.requests({ kind: 'events' })).counts.events).toBe(3);
    expect(await calendar.events()).toHaveLength(10);
  });

  it('converges without duplicates after its process was killed between two pages', async () => {
    await calendar.put(...Array.from({ length: 10 }, (_, hour) => meeting(hour)));
    await service.google.settings({ maxPageSize: 2 });
    await service.google.addFault({ kind: 'events', page: 3, effect: { type: 'hang' } });
    const { GOOGLE_API_URL, TOKEN_ENCRYPTION_KEYS, REDIS_URL } = process.env as Record<string, string>;
    const victim = await startServiceProcess(service.databaseUrl, {
      ...googleEnvironment(GOOGLE_API_URL!),
      TOKEN_ENCRYPTION_KEYS: TOKEN_ENCRYPTION_KEYS!,
      REDIS_URL: REDIS_URL!,
    });
    const doomed = victim.anonymous.as(calendar.user.token!).post(`/integrations/google/${calendar.id}/sync`);
    const hungUp = expect(doomed).rejects.toThrow();
    await eventually(async () => (await calendar.events()).length === 4);
    await victim.kill();
    await hungUp;

    await calendar.sync().expect(409, /sync_in_progress/);
    // What time would do: the lease of the dead runs out.
    await service.sql(`UPDATE calendar_integrations SET lease_expires_at = now() WHERE id = $1`, [
      calendar.id,
    ]);
    expect(await calendar.synced()).toMatchObject({ synced_count: 6 });

    expect(new Set(await calendar.summaries()).size).toBe(10);
    const { body } = await calendar.user.get(`/integrations/calendars/${calendar.id}/sync-runs`).expect(200);
    expect(body.sync_runs).toMatchObject([
      { status: 'success', trigger: 'manual' },
      { status: 'failed', error: { code: 'interrupted' } },
    ]);
  });
});
