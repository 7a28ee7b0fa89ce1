import { EndingPatience } from '../../../src/calendars/sync/ending-patience';
import type { Api } from '../../harness/api';
import { eventually } from '../../harness/eventually';
import { type GoogleService, startGoogleService } from '../../harness/google-service';
import { joinService } from '../../harness/joining-service';
import { meeting } from '../../harness/meetings';
import type { Service } from '../../harness/service';
import { type LiveCalendar, makeDue, selectLive, tick } from './live-calendar';

describe('Several processes', () => {
  let api: GoogleService;
  let workers: Service[];
  let user: Api;
  let calendar: LiveCalendar;

  beforeAll(async () => {
    api = await startGoogleService();
    user = await api.signUp();
  });
  beforeEach(async () => {
    workers = [];
    await api.google.reset();
    await api.sql('DELETE FROM user_oauth_accounts');
    calendar = await selectLive(api, user);
    await api.google.clearRequests();
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.close()));
  });
  afterAll(() => api.close());

  const startWorker = async (): Promise<Service> => {
    const worker = await joinService(api, { PROCESS_ROLE: 'worker' });
    worker.app.get(EndingPatience).finishMs = 200;
    workers.push(worker);
    return worker;
  };
  const job = async (id: string): Promise<Record<string, unknown>> =>
    (await user.get(`/integrations/jobs/${id}`).expect(200)).body;
  const pagesAsked = async (): Promise<unknown[]> =>
    (await api.google.requests({ kind: 'events' })).requests.map(
      ({ query }) => query.pageToken ?? (query.syncToken === undefined ? 'first' : 'changes'),
    );

  it('share the work: one takes requests, another carries them out', async () => {
    const { body } = await calendar.request().expect(202);
    expect((await calendar.request().expect(202)).body).toEqual(body);
    expect(await job(body.job_id)).toMatchObject({
      status: 'queued',
      progress: { pages: 0, events: 0 },
      result: null,
      finished_at: null,
    });
    expect(await calendar.runs()).toMatchObject([{ id: body.job_id, status: 'queued', started_at: null }]);

    await startWorker();
    await eventually(async () => (await job(body.job_id)).status === 'succeeded');
    expect(await calendar.requests()).toBe(1);
    expect((await calendar.state()).event_count).toBe(1);
  });

  it('that work serve no requests, and do what is due by themselves', async () => {
    const worker = await startWorker();
    expect((await worker.anonymous.get('/auth/me')).status).toBe(404);
    await api.sql('UPDATE calendar_integrations SET next_sync_at = now()');
    await calendar.until('ok');
    expect(await calendar.runs()).toMatchObject([{ trigger: 'scheduled', status: 'success' }]);
  });

  it('do each run once, however many tick at the same time', async () => {
    await startWorker();
    await startWorker();
    for (let round = 1; round <= 5; round += 1) {
      await makeDue(api, calendar);
      await Promise.all([...workers, ...workers].map(tick));
      await eventually(async () => {
        const runs = await calendar.runs();
        return runs.length >= round && runs.every(({ status }) => status === 'success');
      });
      expect(await calendar.runs()).toHaveLength(round);
    }
    expect(await calendar.requests()).toBe(5);
  });

  it('hand over a long sync when one of them ends: another goes on where it was', async () => {
    await api.google.settings({ maxPageSize: 1 });
    await api.google.putEvents({ calendarId: calendar.email, events: [2, 3, 4, 5].map((h) => meeting(h)) });
    await api.google.addFault({ kind: 'events', page: 3, effect: { type: 'hold' } });
    const first = await startWorker();
    const { body } = await calendar.request().expect(202);
    await eventually(async () => (await pagesAsked()).length === 3);

    const began = Date.now();
    await first.close();
    // It does not wait for the page, which it would give up after 15 seconds.
    expect(Date.now() - began).toBeLessThan(5_000);
    workers = [];
    const [row] = await api.sql('SELECT status, attempts, dispatched_at, error FROM sync_runs');
    expect(row).toEqual({ status: 'queued', attempts: 0, dispatched_at: null, error: null });
    expect((await calendar.state()).sync_status).not.toBe('running');

    await startWorker();
    await eventually(async () => (await job(body.job_id)).status === 'succeeded');
    const pages = await pagesAsked();
    expect(pages.filter((page) => page === 'first')).toHaveLength(1);
    expect((await calendar.state()).event_count).toBe(5);
    expect(await api.sql('SELECT attempts FROM sync_runs')).toEqual([{ attempts: 1 }]);
    expect(await api.sql('SELECT FROM request_slots WHERE holder IS NOT NULL')).toEqual([]);
  });

  it('hand over to the run that waits already, if there is one: the batches of both end well', async () => {
    const admin = user;
    const ask = async (): Promise<string> =>
      (await admin.post('/admin/integrations/sync', {}).expect(202)).body.batch_id;
    const progress = async (id: string): Promise<Record<string, unknown>> =>
      (await admin.get(`/admin/integrations/sync/${id}`).expect(200)).body;
    await api.google.addFault({ kind: 'events', effect: { type: 'hold' } });
    const first = await startWorker();
    const one = await ask();
    await eventually(async () => (await calendar.requests()) === 1);
    const two = await ask();
    await first.close();
    workers = [];
    expect(await calendar.runs()).toMatchObject([
      { status: 'queued' },
      { status: 'failed', error: { code: 'interrupted', detail: expect.any(String) } },
    ]);

    await startWorker();
    for (const id of [one, two]) {
      await eventually(async () => (await progress(id)).succeeded === 1);
      expect(await progress(id)).toMatchObject({ total: 1, failed: 0, failures: [] });
    }
  });
});
