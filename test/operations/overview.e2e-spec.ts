import type { Api } from '../harness/api';
import { type Service, startService } from '../harness/service';

const HOUR = 60 * 60 * 1000;

describe('The overview without Redis', () => {
  it('has all but the queues', async () => {
    const service = await startService({ REDIS_URL: 'redis://127.0.0.1:1' });
    const admin = await service.signUp();

    const { body } = await admin.get('/admin/integrations/overview').expect(200);

    expect(body).toMatchObject({ queues: null, runs: { queued: 0 } });
    await service.close();
  });
});

describe('The overview of an admin', () => {
  let service: Service;
  let admin: Api;
  let robin: Api;
  beforeEach(async () => {
    service = await startService();
    admin = await service.signUp('Ada');
    robin = await service.signUp('Robin');
  });
  afterEach(() => service.close());

  const overview = async (): Promise<ReturnType<typeof JSON.parse>> =>
    (await admin.get('/admin/integrations/overview').expect(200)).body;
  const inHours = (hours: number): Date => new Date(service.clock.now().getTime() + hours * HOUR);

  /** Robin's account at a provider, in that status. @returns its id */
  async function account(provider: string, status = 'active'): Promise<string> {
    const rows = await service.sql<{ id: string }>(
      `INSERT INTO user_oauth_accounts (user_id, provider, issuer, subject, email, scopes, status)
       SELECT id, $1, 'https://issuer.example', gen_random_uuid(), 'robin@calendar.example', '{}', $2
       FROM users WHERE name = 'Robin' RETURNING id`,
      [provider, status],
    );
    return rows[0]!.id;
  }

  /** Calendars of an account, one for each way in which `columns` can be combined. */
  async function calendars(accountId: string, columns: Record<string, unknown[]>): Promise<string[]> {
    const names = Object.keys(columns);
    const combined = Object.values(columns).reduce<unknown[][]>(
      (rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])),
      [[]],
    );
    const ids: string[] = [];
    for (const values of combined) {
      const [row] = await service.sql<{ id: string }>(
        `INSERT INTO calendar_integrations
           (user_id, oauth_account_id, provider, provider_calendar_id, calendar_name, days_back, days_forward, ${names.join()})
         SELECT user_id, id, provider, gen_random_uuid(), 'Private name', 7, 30, ${names.map((_, at) => `$${at + 2}`).join()}
         FROM user_oauth_accounts WHERE id = $1 RETURNING id`,
        [accountId, ...values],
      );
      ids.push(row!.id);
    }
    return ids;
  }

  it('has zeros and nulls in an empty house', async () => {
    const none = { never: 0, ok: 0, running: 0, failing: 0, needs_reauth: 0, unavailable: 0 };
    const nobody = { active: 0, needs_reauth: 0 };
    const idle = { waiting: 0, active: 0, delayed: 0, failed: 0 };

    expect(await overview()).toEqual({
      calendars: { google: none, microsoft: none },
      accounts: { google: nobody, microsoft: nobody },
      oldest_overdue: null,
      runs: { queued: 0, running: 0 },
      queues: expect.objectContaining({ 'calendar-sync': idle, 'background-tasks': idle }),
      background_tasks: [],
    });
  });

  it('counts calendars by the very status that their owners see', async () => {
    const evidence = {
      lease_expires_at: [null, inHours(-1), inHours(1)],
      is_active: [true, false],
      failure_count: [0, 2],
      last_sync_at: [null, inHours(-1)],
    };
    await calendars(await account('google'), evidence);
    await calendars(await account('google', 'needs_reauth'), evidence);
    await calendars(await account('microsoft'), { failure_count: [1] });

    const { body } = await robin.get('/integrations/calendars?limit=500').expect(200);

    const seen: Record<string, Record<string, number>> = {};
    for (const { provider, sync_status } of body.calendars) {
      seen[provider] ??= { never: 0, ok: 0, running: 0, failing: 0, needs_reauth: 0, unavailable: 0 };
      seen[provider][sync_status]! += 1;
    }
    const { calendars: counted, accounts } = await overview();
    expect(counted).toEqual(seen);
    expect(Object.values(counted.google)).not.toContain(0);
    expect(accounts).toEqual({
      google: { active: 1, needs_reauth: 1 },
      microsoft: { active: 1, needs_reauth: 0 },
    });
  });

  it('names the calendar that waits longest, of those that are to be synced', async () => {
    const due = (hours: number): Record<string, unknown[]> => ({ next_sync_at: [inHours(-hours)] });
    await calendars(await account('google'), due(1));
    const [oldest] = await calendars(await account('microsoft'), due(2));
    await calendars(await account('google'), { ...due(3), is_active: [false] });
    await calendars(await account('google'), { ...due(4), sync_enabled: [false] });
    await calendars(await account('google', 'needs_reauth'), due(5));

    const { oldest_overdue: found } = await overview();

    expect(found).toMatchObject({ calendar_id: oldest, provider: 'microsoft' });
    expect(Math.floor(found.overdue_seconds / 3600)).toBe(2);
    expect(Date.parse(found.next_sync_at)).toBeLessThan(inHours(-1).getTime());
  });

  it('counts runs that wait and runs under way', async () => {
    const ids = await calendars(await account('google'), { failure_count: [0, 0, 0] });
    await service.sql(
      `INSERT INTO sync_runs (calendar_id, trigger, status, started_at, fence)
       SELECT unnest($1::uuid[]), 'admin', unnest('{queued,queued,running}'::text[]), now(), 1`,
      [ids],
    );

    expect((await overview()).runs).toEqual({ queued: 2, running: 1 });
  });

  it('tells how background tasks went last', async () => {
    const at = '2026-03-14T09:30:00.000Z';
    await service.sql(
      `INSERT INTO background_tasks (name, schedule, next_run_at, last_started_at, last_error)
       VALUES ('tidy-up', '17 3 * * *', $1, $1, 'It rained.')`,
      [at],
    );

    expect((await overview()).background_tasks).toContainEqual({
      name: 'tidy-up',
      schedule: '17 3 * * *',
      next_run_at: at,
      last_started_at: at,
      last_finished_at: null,
      last_error: 'It rained.',
    });
  });

  it('names nobody', async () => {
    await calendars(await account('google'), { next_sync_at: [inHours(-1)] });

    const text = JSON.stringify(await overview());

    expect(text).not.toMatch(/robin|ada|private name/i);
  });

  it('is for admins', async () => {
    await robin.get('/admin/integrations/overview').expect(403);
    await service.anonymous.get('/admin/integrations/overview').expect(401);
  });
});
