import { RemoveExpiredSessions } from '../../src/accounts/remove-expired-sessions.task';
import { RemoveExpiredRuns } from '../../src/calendars/sync/tasks/remove-expired-runs.task';
import { type GoogleService, selectCalendar, startGoogleService } from '../harness/google-service';
import { makeDue, rowOf } from './house';
import { eventually } from '../harness/eventually';

describe('The daily clean-up', () => {
  let service: GoogleService;
  let calendarId: string;

  beforeAll(async () => {
    service = await startGoogleService();
    calendarId = (await selectCalendar(service, await service.signUp())).id;
  });
  afterAll(() => service.close());

  const count = async (table: string): Promise<number> =>
    (await service.sql<{ count: number }>(`SELECT count(*)::int FROM ${table}`))[0]!.count;

  it('removes sessions that have ended, and keys older than a day', async () => {
    await service.sql('DELETE FROM refresh_tokens');
    await service.sql(
      `INSERT INTO refresh_tokens (user_id, family, token_hash, expires_at)
       SELECT id, gen_random_uuid(), sha256(number::text::bytea), now() + number * interval '1 minute'
       FROM users, generate_series(-4999, 10) number`,
    );
    await service.sql(
      `INSERT INTO idempotency_keys (user_id, method, path, key, body_hash, created_at)
       SELECT id, 'POST', '/users', number::text, '', now() - number * interval '1 hour' FROM users, generate_series(1, 30) number`,
    );
    const run = () => service.app.get(RemoveExpiredSessions).run();
    expect(await run()).toEqual({ refreshTokens: 5_000, idempotencyKeys: 7 });
    expect([await count('refresh_tokens'), await count('idempotency_keys')]).toEqual([10, 23]);
    expect(await run()).toEqual({ refreshTokens: 0, idempotencyKeys: 0 });
  });

  it('removes old runs, except what each calendar was last synced by', async () => {
    const run = async (status: string, days: number): Promise<void> => {
      await service.sql(
        `INSERT INTO sync_runs (calendar_id, trigger, status, fence, requested_at, started_at, finished_at)
         VALUES ($1, 'scheduled', $2, 1, $3, $3, CASE WHEN $2 IN ('success', 'failed') THEN $3::timestamptz END)`,
        [calendarId, status, new Date(Date.now() - days * 24 * 60 * 60 * 1000)],
      );
    };
    for (const days of [29, 31, 40]) await run('failed', days);
    for (const days of [32, 33]) await run('success', days);
    await run('running', 50);
    await run('queued', 50);
    await service.sql(
      `INSERT INTO sync_batches (requested_by_id, created_at) SELECT id, now() - days * interval '1 day' FROM users, unnest(ARRAY[1, 31]) days`,
    );
    await service.sql(
      `INSERT INTO sync_batch_runs (batch_id, run_id) SELECT batch.id, run.id FROM sync_batches batch, sync_runs run`,
    );
    await service.sql(
      `INSERT INTO oauth_states (state_hash, user_id, provider, code_verifier_box, browser_hash, return_to, expires_at)
       SELECT sha256(days::text::bytea), id, 'google', '', '', '', now() + days * interval '1 day' FROM users, unnest(ARRAY[-1, 1]) days`,
    );

    const clean = () => service.app.get(RemoveExpiredRuns).run();
    expect(await clean()).toEqual({ syncRuns: 3, syncBatches: 1, oauthStates: 1 });
    const left = await service.sql<{ status: string; days: number }>(
      `SELECT status, round(extract(epoch FROM now() - requested_at) / 86400)::int AS days FROM sync_runs ORDER BY 1, 2`,
    );
    expect(left).toEqual([
      { status: 'failed', days: 29 },
      { status: 'queued', days: 50 },
      { status: 'running', days: 50 },
      { status: 'success', days: 32 },
    ]);
    expect(await count('sync_batch_runs')).toBe(4);
    expect(await clean()).toEqual({ syncRuns: 0, syncBatches: 0, oauthStates: 0 });
  });
});

describe('A worker', () => {
  let service: GoogleService;

  beforeAll(async () => {
    const schedules = { SYNC_CRON: '30 * * * *', CLEANUP_CRON: '23 4 * * *' };
    service = await startGoogleService({ PROCESS_ROLE: 'all', ...schedules });
  });
  afterAll(() => service.close());

  it('runs all tasks of the house, when the environment says', async () => {
    const rows = await service.sql<{ name: string; schedule: string }>(
      'SELECT name, schedule FROM background_tasks ORDER BY name',
    );
    expect(rows).toEqual([
      { name: 'raise-daily-summaries', schedule: '* * * * *' },
      { name: 'rebase-windows', schedule: '*/10 * * * *' },
      { name: 'refresh-expiring-tokens', schedule: '* * * * *' },
      { name: 'remove-expired-runs', schedule: '23 4 * * *' },
      { name: 'remove-expired-sessions', schedule: '23 4 * * *' },
      { name: 'remove-expired-slack-links', schedule: '23 4 * * *' },
      { name: 'remove-old-notifications', schedule: '23 4 * * *' },
      { name: 'remove-old-slack-requests', schedule: '23 4 * * *' },
      { name: 'sync-all-calendars', schedule: '30 * * * *' },
    ]);
    for (const { name } of rows) await makeDue(service, name);
    for (const { name } of rows) {
      await eventually(async () => (await rowOf(service, name)).last_finished_at !== null);
      expect((await rowOf(service, name)).last_error).toBeNull();
    }
  });
});
