import { randomUUID } from 'node:crypto';
import type { Api } from '../../harness/api';
import { eventually } from '../../harness/eventually';
import { type GoogleService, startGoogleService } from '../../harness/google-service';
import { meeting } from '../../harness/meetings';
import { type LiveCalendar, selectLive, selectSynced, tick } from './live-calendar';

const PATH = '/admin/integrations/sync';

interface Batch {
  batch_id: string;
  total: number;
  queued: number;
  running: number;
  succeeded: number;
  failed: number;
  failures: { calendar_id: string; code: string; detail: string }[];
}

describe('A batch that an admin asks for', () => {
  let service: GoogleService;
  let admin: Api;
  let robin: Api;
  let first: LiveCalendar;
  let second: LiveCalendar;

  beforeAll(async () => {
    service = await startGoogleService({ PROCESS_ROLE: 'all' });
    admin = await service.signUp('Ada');
    robin = await service.signUp('Robin');
  });
  beforeEach(async () => {
    await service.google.reset();
    service.clock.moveTo(new Date());
    await service.sql('DELETE FROM user_oauth_accounts');
    first = await selectSynced(service, robin);
    second = await selectSynced(service, robin);
    await service.google.clearRequests();
  });
  afterAll(() => service.close());

  const ask = async (filter: object = {}): Promise<{ batch_id: string; queued: number }> =>
    (await admin.post(PATH, filter).expect(202)).body;
  const progress = async (id: string): Promise<Batch> => (await admin.get(`${PATH}/${id}`).expect(200)).body;
  const untilOver = (id: string): Promise<Batch> =>
    eventually(async () => {
      const batch = await progress(id);
      return batch.queued + batch.running === 0 ? batch : undefined;
    });
  const hold = ({ email }: LiveCalendar): Promise<unknown> =>
    service.google.addFault({ kind: 'events', email, effect: { type: 'hold' } });
  const userId = async (user: Api): Promise<string> => (await user.get('/auth/me').expect(200)).body.id;

  it('syncs every calendar, and tells how far it is', async () => {
    await hold(first);
    const answer = await ask();
    expect(answer).toEqual({ status: 'queued', batch_id: expect.any(String), queued: 2 });

    await eventually(async () => {
      const { running, succeeded } = await progress(answer.batch_id);
      return running === 1 && succeeded === 1;
    });
    await service.google.clearFaults();
    expect(await untilOver(answer.batch_id)).toEqual({
      batch_id: answer.batch_id,
      total: 2,
      queued: 0,
      running: 0,
      succeeded: 2,
      failed: 0,
      failures: [],
    });
    expect((await first.runs())[0]).toMatchObject({ trigger: 'admin', status: 'success' });
  });

  it('is for admins', async () => {
    const { batch_id: id } = await ask();
    await robin.post(PATH, {}).expect(403);
    await robin.get(`${PATH}/${id}`).expect(403);
    await service.anonymous.post(PATH, {}).expect(401);
    await admin.get(`${PATH}/${randomUUID()}`).expect(404);
    await admin.get(`${PATH}/banana`).expect(400);
    await untilOver(id);
  });

  it('is of one provider, one user, one calendar, or of what all of that has in common', async () => {
    const third = await selectSynced(service, admin);
    const [adas, robins] = [await userId(admin), await userId(robin)];
    const count = async (filter: object): Promise<number> => {
      const { batch_id: id, queued } = await ask(filter);
      expect((await untilOver(id)).succeeded).toBe(queued);
      return queued;
    };
    expect(await count({ provider: 'google' })).toBe(3);
    expect(await count({ user_id: robins })).toBe(2);
    expect(await count({ calendar_id: third.id })).toBe(1);
    expect(await count({ calendar_id: third.id, user_id: adas, provider: 'google' })).toBe(1);
    expect(await count({ calendar_id: third.id, user_id: robins })).toBe(0);
    expect(await count({ user_id: randomUUID() })).toBe(0);
  });

  it.each([
    [{ provider: 'yahoo' }, 404, 'not_found'],
    [{ provider: 'microsoft' }, 503, 'provider_not_configured'],
    [{ user_id: 'banana' }, 400, 'validation_failed'],
    [{ calendar_id: 7 }, 400, 'validation_failed'],
    [{ unknown: true }, 400, 'validation_failed'],
  ])('of %j is refused', async (filter, status, code) => {
    expect((await admin.post(PATH, filter).expect(status)).body.code).toBe(code);
  });

  it('leaves out calendars that are switched off or whose account needs consent', async () => {
    await robin.put(`/integrations/calendars/${first.id}/enable`, { sync_enabled: false }).expect(200);
    await service.sql(`UPDATE user_oauth_accounts SET status = 'needs_reauth' WHERE id = $1`, [
      second.accountId,
    ]);
    expect((await ask()).queued).toBe(0);
    expect((await ask({ calendar_id: first.id })).queued).toBe(0);
    expect(await first.runs()).toHaveLength(1);
  });

  it('joins what waits already, and makes it wait no longer', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000);
    const [row] = await service.sql<{ id: string }>(
      `INSERT INTO sync_runs (calendar_id, provider, trigger, priority, status, run_after)
       VALUES ($1, 'google', 'scheduled', 4, 'queued', $2) RETURNING id`,
      [first.id, tomorrow],
    );
    const { batch_id: id, queued } = await ask();
    expect(queued).toBe(2);
    expect(await untilOver(id)).toMatchObject({ total: 2, succeeded: 2 });
    expect((await first.runs())[0]).toMatchObject({ id: row!.id, trigger: 'scheduled', status: 'success' });
    expect(await first.requests()).toBe(1);
  });

  it('takes nothing from a person who waits for the same calendar', async () => {
    await service.sql(
      `INSERT INTO sync_runs (calendar_id, provider, trigger, priority, status, run_after) VALUES ($1, 'google', 'manual', 1, 'queued', now() - interval '1 hour')`,
      [first.id],
    );
    const { batch_id: id } = await ask({ calendar_id: first.id });
    const [run] = await service.sql(
      `SELECT priority, run_after < now() - interval '59 minutes' AS early FROM sync_runs WHERE calendar_id = $1 ORDER BY requested_at DESC LIMIT 1`,
      [first.id],
    );
    expect(run).toEqual({ priority: 1, early: true });
    await untilOver(id);
  });

  it('waits for the next run of a calendar that is being synced, which is no failure', async () => {
    await hold(first);
    const syncing = robin.post(`/integrations/google/${first.id}/sync`).then((answer) => answer);
    await eventually(async () => (await first.state()).sync_status === 'running');
    const { batch_id: id, queued } = await ask();
    expect(queued).toBe(2);
    await eventually(async () => (await progress(id)).succeeded === 1);
    await service.google.clearFaults();
    expect(await untilOver(id)).toMatchObject({ total: 2, succeeded: 2, failed: 0 });
    expect((await syncing).status).toBe(200);
    expect(await first.requests()).toBe(2);
  });

  it('shares its runs with another one that is asked for at the same time', async () => {
    const batches = await Promise.all([ask(), ask(), ask({ provider: 'google' })]);
    expect(new Set(batches.map(({ batch_id }) => batch_id)).size).toBe(3);
    for (const { batch_id: id, queued } of batches) {
      expect(queued).toBe(2);
      expect(await untilOver(id)).toMatchObject({ total: 2, succeeded: 2 });
    }
  });

  it('goes on with the run that waits, when another one that fails ends in its favour', async () => {
    await service.google.settings({ maxPageSize: 1 });
    await service.google.putEvents({ calendarId: first.email, events: [meeting(2), meeting(3)] });
    await service.sql('UPDATE calendar_integrations SET cursor = NULL WHERE id = $1', [first.id]);
    await hold(first);
    await service.google.addFault({
      kind: 'events',
      email: first.email,
      page: 2,
      effect: { type: 'status', status: 500 },
    });
    const one = await ask({ calendar_id: first.id });
    await eventually(async () => (await progress(one.batch_id)).running === 1);
    const two = await ask({ calendar_id: first.id });
    await eventually(() => first.requests());
    await service.google.release();

    for (const { batch_id: id } of [one, two]) {
      expect(await untilOver(id)).toMatchObject({ total: 1, succeeded: 1, failed: 0, failures: [] });
    }
    expect(await first.runs()).toMatchObject([
      { status: 'success', mode: 'full' },
      { status: 'failed', error: { code: 'provider_error' } },
      { status: 'success' },
    ]);
    expect((await first.state()).event_count).toBe(3);
  });

  it('lists what failed, in words, and goes on with the rest', async () => {
    await service.google.unshareCalendar({ email: first.email, calendarId: first.email });
    const { batch_id: id } = await ask();
    const batch = await untilOver(id);
    expect(batch).toMatchObject({ total: 2, succeeded: 1, failed: 1 });
    expect(batch.failures).toEqual([
      { calendar_id: first.id, code: 'provider_error', detail: expect.stringMatching(/\w+ \w+ \w+/) },
    ]);
  });

  it('forgets calendars that are removed', async () => {
    await hold(first);
    const { batch_id: id } = await ask();
    await robin.delete(`/integrations/calendars/${first.id}`).expect(200);
    await service.google.clearFaults();
    expect(await untilOver(id)).toMatchObject({ total: 1, succeeded: 1 });
  });

  it('is made once for an Idempotency-Key', async () => {
    const key = randomUUID();
    const send = (body: object) => admin.post(PATH, body).set('Idempotency-Key', key);
    const { body } = await send({ calendar_id: first.id }).expect(202);
    await untilOver(body.batch_id);
    expect((await send({ calendar_id: first.id }).expect(202)).body).toEqual(body);
    expect((await send({ calendar_id: second.id }).expect(422)).body.code).toBe('idempotency_key_reused');
    await tick(service);
    expect(await first.runs()).toHaveLength(2);
  });

  it('of a calendar that was never synced is its first sync', async () => {
    const fresh = await selectLive(service, robin);
    const { batch_id: id } = await ask({ calendar_id: fresh.id });
    await untilOver(id);
    expect(await fresh.state()).toMatchObject({ sync_status: 'ok', event_count: 1 });
  });
});
