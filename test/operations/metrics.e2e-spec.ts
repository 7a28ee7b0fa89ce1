import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { Api } from '../harness/api';
import { eventually } from '../harness/eventually';
import { type GoogleService, selectCalendar, startGoogleService } from '../harness/google-service';
import { type Service, startService } from '../harness/service';
import { startServiceProcess } from '../harness/service-process';
import { cutOff } from './cut-off';
import { figure, readFigures, type Sample } from './figures';

const HOUR = 60 * 60 * 1000;

describe('Metrics, when something is away,', () => {
  let service: Service;
  afterEach(() => service.close());

  it('do without Redis', async () => {
    service = await startService({ REDIS_URL: 'redis://127.0.0.1:1', PROCESS_ROLE: 'worker' });

    const samples = await readFigures(service.url);

    expect(figure(samples, 'up', { dependency: 'redis' })).toBe(0);
    expect(samples.filter(({ name }) => name === 'billops_queue_jobs')).toEqual([]);
    expect(figure(samples, 'sync_oldest_overdue_seconds', { provider: 'google' })).toBe(0);
  });

  it('do without Postgres', async () => {
    service = await startService();
    await cutOff(service);

    const samples = await readFigures(service.url);

    const ofPostgres = /^billops_sync_(runs_queued|runs_running|oldest_overdue_seconds)$/;
    expect(samples.filter(({ name }) => ofPostgres.test(name))).toEqual([]);
    expect(figure(samples, 'up', { dependency: 'postgres' })).toBe(0);
    expect(figure(samples, 'up', { dependency: 'redis' })).toBe(1);
  });
});

describe('Metrics', () => {
  let service: GoogleService;
  let user: Api;
  beforeEach(async () => {
    service = await startGoogleService();
    user = await service.signUp();
  });
  afterEach(() => service.close());

  const figures = (): Promise<Sample[]> => readFigures(service.url);

  it('count requests by the pattern of their route, never by what was sent', async () => {
    const id = randomUUID();
    await user.get(`/clients/${id}`).expect(404);
    await user.get(`/clients/${randomUUID()}?token=canary`).expect(404);
    await service.anonymous.get(`/clients/${id}`).expect(401);
    await user.post('/clients', { nonsense: 'canary' }).expect(400);
    await service.anonymous.get(`/canary/${id}`).expect(404);
    await request(service.url).get(`/canary-${id}`).expect(404);

    const { text } = await request(service.url).get('/metrics').expect(200);
    const samples = await figures();

    const requests = (labels: Record<string, string>): number | undefined =>
      figure(samples, 'http_requests_total', labels);
    const route = '/api/v1/clients/:id';
    expect(requests({ method: 'GET', route, status: '404' })).toBe(2);
    expect(requests({ method: 'GET', route, status: '401' })).toBe(1);
    expect(requests({ method: 'POST', route: '/api/v1/clients', status: '400' })).toBe(1);
    expect(requests({ method: 'GET', route: 'unmatched', status: '404' })).toBe(2);
    expect(figure(samples, 'http_request_duration_seconds_count', { method: 'GET', route })).toBe(3);
    expect(text).not.toContain(id);
    expect(text).not.toContain('canary');
  });

  it('count runs and refreshes by provider and result, and time the runs', async () => {
    const calendar = await selectCalendar(service, user);
    await calendar.sync().expect(200);
    await service.sql(`UPDATE user_oauth_accounts SET expires_at = now(), refresh_attempted_at = NULL`);
    await calendar.sync().expect(200);
    await service.sql(`UPDATE user_oauth_accounts SET expires_at = now(), refresh_attempted_at = NULL`);
    await service.google.revokeGrant({ email: calendar.email });
    await calendar.sync().expect(409);

    const samples = await figures();

    const manual = { provider: 'google', trigger: 'manual' };
    const refreshes = (result: string): number | undefined =>
      figure(samples, 'token_refreshes_total', { provider: 'google', result });
    expect({ refreshed: refreshes('refreshed'), refused: refreshes('refused') }).toEqual({
      refreshed: 1,
      refused: 1,
    });
    expect(figure(samples, 'sync_runs_total', { ...manual, result: 'success' })).toBe(2);
    expect(figure(samples, 'sync_runs_total', { ...manual, result: 'failed' })).toBe(1);
    expect(figure(samples, 'sync_run_duration_seconds_count', { provider: 'google', mode: 'full' })).toBe(1);
  });

  it('tell how late the calendar is that waits longest, if it is to be synced at all', async () => {
    const calendar = await selectCalendar(service, user);
    const other = await selectCalendar(service, user);
    const lag = async (): Promise<number> =>
      figure(await figures(), 'sync_oldest_overdue_seconds', { provider: 'google' })!;
    const due = (id: string, hours: number): Promise<unknown> =>
      service.sql('UPDATE calendar_integrations SET sync_enabled = true, next_sync_at = $2 WHERE id = $1', [
        id,
        new Date(service.clock.now().getTime() - hours * HOUR),
      ]);
    expect(await lag()).toBe(0);

    await due(calendar.id, 1);
    await due(other.id, 3);
    expect(Math.floor((await lag()) / 3600)).toBe(3);

    await service.sql(`UPDATE user_oauth_accounts SET status = 'needs_reauth' WHERE id = $1`, [
      other.accountId,
    ]);
    expect(Math.floor((await lag()) / 3600)).toBe(1);

    await service.sql('UPDATE calendar_integrations SET is_active = false WHERE id = $1', [calendar.id]);
    expect(await lag()).toBe(0);
    expect(figure(await figures(), 'sync_oldest_overdue_seconds', { provider: 'microsoft' })).toBe(0);
  });

  it('tell what waits: runs in Postgres, jobs in Redis', async () => {
    const { id } = await selectCalendar(service, user);
    await service.sql(`INSERT INTO sync_runs (calendar_id, trigger, status) VALUES ($1, 'admin', 'queued')`, [
      id,
    ]);

    const samples = await figures();

    expect(figure(samples, 'sync_runs_queued', { provider: 'google' })).toBe(1);
    expect(figure(samples, 'sync_runs_running', { provider: 'google' })).toBe(0);
    for (const queue of ['calendar-sync', 'background-tasks']) {
      expect([queue, figure(samples, 'queue_jobs', { queue, state: 'waiting' })]).toEqual([queue, 0]);
    }
    expect(figure(samples, 'up', { dependency: 'postgres' })).toBe(1);
    expect(figure(samples, 'up', { dependency: 'redis' })).toBe(1);
  });

  it('have figures of the process itself', async () => {
    expect(figure(await figures(), 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  });
});

describe('Metrics with a token', () => {
  const TOKEN = `canary-metrics-${randomUUID()}`;
  let service: Service;
  beforeAll(async () => {
    service = await startService({ METRICS_TOKEN: TOKEN });
  });
  afterAll(() => service.close());

  it('are for its bearer', async () => {
    expect((await readFigures(service.url, TOKEN)).length).toBeGreaterThan(0);
  });

  it.each([
    ['no header', undefined],
    ['another token', `Bearer ${TOKEN.slice(0, -1)}`],
    ['a longer token', `Bearer ${TOKEN}x`],
    ['another scheme', `Basic ${TOKEN}`],
    ['the bare token', TOKEN],
  ])('are refused to %s', async (_, header) => {
    const asking = request(service.url).get('/metrics');
    const { body, text } = await (header === undefined ? asking : asking.set('Authorization', header))
      .expect(401)
      .expect('Content-Type', /^application\/problem\+json/)
      .expect('WWW-Authenticate', 'Bearer');

    expect(body).toMatchObject({ code: 'unauthenticated', instance: '/metrics' });
    expect(text).not.toContain('billops_');
  });

  it('are not for a user’s token', async () => {
    const { token } = await service.signUp();
    await request(service.url).get('/metrics').set('Authorization', `Bearer ${token}`).expect(401);
  });

  it('leave it in no line of the log', async () => {
    const environment = { METRICS_TOKEN: TOKEN, LOG_LEVEL: 'trace' };
    const talkative = await startServiceProcess(service.databaseUrl, environment);
    await readFigures(talkative.url, TOKEN);
    await request(talkative.url).get('/metrics').set('Authorization', `Bearer ${TOKEN}x`).expect(401);
    await eventually(() => talkative.output().includes('"status":401'));
    await talkative.kill();

    expect(talkative.output()).toContain('"path":"/metrics"');
    expect(talkative.output()).not.toContain(TOKEN);
  });
});
