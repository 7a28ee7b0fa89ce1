import { randomUUID } from 'node:crypto';
import type { Api } from '../../harness/api';
import { eventually } from '../../harness/eventually';
import { type GoogleService, startGoogleService } from '../../harness/google-service';
import { meeting } from '../../harness/meetings';
import { type LiveCalendar, selectSynced, tick } from './live-calendar';

describe('A sync that somebody asks for without waiting', () => {
  let service: GoogleService;
  let user: Api;
  let calendar: LiveCalendar;

  beforeAll(async () => {
    service = await startGoogleService({ PROCESS_ROLE: 'all' });
    user = await service.signUp();
  });
  beforeEach(async () => {
    await service.google.reset();
    calendar = await selectSynced(service, user);
  });
  afterAll(() => service.close());

  const job = async (id: string): Promise<Record<string, unknown>> =>
    (await user.get(`/integrations/jobs/${id}`).expect(200)).body;
  const untilJob = (id: string, status: string): Promise<Record<string, unknown>> =>
    eventually(async () => {
      const now = await job(id);
      return now.status === status ? now : undefined;
    });
  /** Google answers when the faults are cleared. */
  const hold = (more: { skip?: number } = {}): Promise<unknown> =>
    service.google.addFault({ kind: 'events', email: calendar.email, effect: { type: 'hold' }, ...more });
  const asked = async (): Promise<string> => (await calendar.request().expect(202)).body.job_id;

  it('is a job: queued, then running with its progress, then done with its result', async () => {
    await service.google.settings({ maxPageSize: 2 });
    await service.google.putEvents({
      calendarId: calendar.email,
      events: [1, 2, 3, 4].map((h) => meeting(h)),
    });
    await service.sql('UPDATE calendar_integrations SET cursor = NULL WHERE id = $1', [calendar.id]);
    await hold({ skip: 1 });

    const { body } = await calendar.request().expect(202);
    expect(body).toEqual({ status: 'queued', job_id: expect.any(String) });
    const running = await eventually(async () => {
      const now = await job(body.job_id);
      return now.status === 'running' && (now.progress as { pages: number }).pages === 1 ? now : undefined;
    });
    expect(running).toEqual({
      id: body.job_id,
      type: 'calendar_sync',
      status: 'running',
      progress: { pages: 1, events: 2 },
      result: null,
      error: null,
      created_at: expect.any(String),
      finished_at: null,
    });
    expect((await calendar.state()).sync_status).toBe('running');

    await service.google.clearFaults();
    const done = await untilJob(body.job_id, 'succeeded');
    expect(done).toMatchObject({
      progress: { pages: 3, events: 5 },
      result: { status: 'success', mode: 'full', synced_count: 4, unchanged_count: 1, pages: 3 },
      error: null,
      finished_at: expect.any(String),
    });
    expect((await calendar.runs())[0]).toMatchObject({
      id: body.job_id,
      trigger: 'manual',
      status: 'success',
    });
  });

  it('is refused while one runs, and not when it only waits', async () => {
    await hold();
    const first = await asked();
    await untilJob(first, 'running');
    expect((await calendar.request().expect(409)).body.code).toBe('sync_in_progress');
    expect((await user.post(`/integrations/google/${calendar.id}/sync`).expect(409)).body.code).toBe(
      'sync_in_progress',
    );
    await service.google.clearFaults();
    await untilJob(first, 'succeeded');
    expect(await asked()).not.toBe(first);
  });

  it('that waits already is the same job, and does not have to wait any longer', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000);
    const [row] = await service.sql<{ id: string }>(
      `INSERT INTO sync_runs (calendar_id, provider, trigger, priority, status, run_after)
       VALUES ($1, 'google', 'scheduled', 4, 'queued', $2) RETURNING id`,
      [calendar.id, tomorrow],
    );
    await tick(service);
    expect((await job(row!.id)).status).toBe('queued');
    expect(await asked()).toBe(row!.id);
    await untilJob(row!.id, 'succeeded');
    expect(await calendar.requests()).toBe(1);
  });

  it('of many at once is one job or is refused, and the provider is asked once for each that is done', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => calendar.request()));
    const jobs = new Set(answers.map(({ body }) => body.job_id).filter(Boolean));
    for (const id of jobs) await untilJob(id, 'succeeded');
    expect(answers.every(({ status, body }) => status === 202 || body.code === 'sync_in_progress')).toBe(
      true,
    );
    expect(await calendar.requests()).toBe(jobs.size);
    expect(
      await service.sql(`SELECT FROM sync_runs WHERE calendar_id = $1 AND status IN ('queued', 'running')`, [
        calendar.id,
      ]),
    ).toEqual([]);
  });

  it('with the same Idempotency-Key is the same job, while it runs and afterwards', async () => {
    const key = randomUUID();
    const askWithKey = (): ReturnType<Api['post']> => calendar.request().set('Idempotency-Key', key);
    const { body: first } = await askWithKey().expect(202);
    await untilJob(first.job_id, 'succeeded');

    const { body: again } = await askWithKey().expect(202);

    expect(again).toEqual(first);
    expect(await calendar.runs()).toHaveLength(2);
  });

  it('is done for a calendar that is switched off, and does not switch it on', async () => {
    await user.put(`/integrations/calendars/${calendar.id}/enable`, { sync_enabled: false }).expect(200);
    await untilJob(await asked(), 'succeeded');
    expect(await calendar.state()).toMatchObject({ sync_status: 'ok', next_sync_at: null });
  });

  it('is refused when the account needs consent', async () => {
    await service.sql(`UPDATE user_oauth_accounts SET status = 'needs_reauth' WHERE id = $1`, [
      calendar.accountId,
    ]);
    expect((await calendar.request().expect(409)).body.code).toBe('needs_reauth');
    expect(await calendar.runs()).toHaveLength(1);
  });

  it('is refused with the rest of the pause while the provider asked for patience', async () => {
    await service.sql(
      `UPDATE user_oauth_accounts SET throttled_until = now() + interval '90 seconds' WHERE id = $1`,
      [calendar.accountId],
    );
    const { body, headers } = await calendar.request().expect(503);
    expect(body.code).toBe('unavailable');
    expect(Number(headers['retry-after'])).toBeGreaterThan(80);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(90);
    expect(await calendar.runs()).toHaveLength(1);
  });

  it('fails as a job when consent is withdrawn before its turn', async () => {
    await service.google.revokeGrant({ email: calendar.email });
    const failed = await untilJob(await asked(), 'failed');
    expect(failed).toMatchObject({
      result: null,
      error: { code: 'needs_reauth', detail: expect.any(String) },
    });
  });

  it.each([
    ['another provider', (id: string) => `/integrations/microsoft/${id}/sync?async=true`, 503],
    ['an unknown provider', (id: string) => `/integrations/yahoo/${id}/sync?async=true`, 404],
    ['an unknown calendar', () => `/integrations/google/${randomUUID()}/sync?async=true`, 404],
    ['a malformed id', () => '/integrations/google/banana/sync?async=true', 400],
    ['a word that is neither', (id: string) => `/integrations/google/${id}/sync?async=banana`, 400],
  ])('is refused for %s', async (_, path, status) => {
    await user.post(path(calendar.id)).expect(status);
    expect(await calendar.runs()).toHaveLength(1);
  });

  it('waits for its end with async=false', async () => {
    const { body } = await user.post(`/integrations/google/${calendar.id}/sync?async=false`).expect(200);
    expect(body.status).toBe('success');
  });

  it('is its owner’s alone', async () => {
    const id = await asked();
    const stranger = await service.signUp();
    expect((await stranger.get(`/integrations/jobs/${id}`).expect(404)).body.code).toBe('not_found');
    await stranger.post(`/integrations/google/${calendar.id}/sync?async=true`).expect(404);
    await user.get(`/integrations/jobs/${randomUUID()}`).expect(404);
    await user.get('/integrations/jobs/banana').expect(400);
  });

  it('goes with its calendar', async () => {
    await hold();
    const id = await asked();
    await untilJob(id, 'running');
    await user.delete(`/integrations/calendars/${calendar.id}`).expect(200);
    await user.get(`/integrations/jobs/${id}`).expect(404);
    await calendar.request().expect(404);
    await service.google.clearFaults();
  });
});
