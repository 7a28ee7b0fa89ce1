import { RefreshExpiringTokens } from '../../src/calendars/connections/tasks/refresh-expiring-tokens.task';
import { type GoogleService, selectCalendar, startGoogleService } from '../harness/google-service';
import type { Api } from '../harness/api';

const NOTHING = { refreshed: 0, refused: 0, failed: 0, superfluous: 0, left: 0 };

/** An account with an enabled calendar. */
interface Account {
  id: string;
  email: string;
  calendarId: string;
}

describe('Access tokens that are about to die', () => {
  let service: GoogleService;
  let user: Api;

  beforeAll(async () => {
    service = await startGoogleService();
    user = await service.signUp();
  });
  afterAll(() => service.close());
  beforeEach(async () => {
    await service.google.clearFaults();
    await service.sql('DELETE FROM user_oauth_accounts');
  });

  const run = () => service.app.get(RefreshExpiringTokens).run();
  const tokenRequests = async () => (await service.google.requests({ kind: 'token' })).requests.length;
  const change = (id: string, columns: string) =>
    service.sql(`UPDATE user_oauth_accounts SET ${columns} WHERE id = $1`, [id]);
  const minutesLeft = async (id: string): Promise<number> => {
    const [row] = await service.sql<{ minutes: number }>(
      `SELECT extract(epoch FROM expires_at - now())::int / 60 AS minutes FROM user_oauth_accounts WHERE id = $1`,
      [id],
    );
    return row!.minutes;
  };
  const dying = async (): Promise<Account> => {
    const { id, accountId, email } = await selectCalendar(service, user);
    await service.sql('UPDATE calendar_integrations SET sync_enabled = true WHERE id = $1', [id]);
    await change(accountId, `expires_at = now() + interval '4 minutes'`);
    await service.google.clearRequests();
    return { id: accountId, email, calendarId: id };
  };

  it('are renewed, once', async () => {
    const accounts = [await dying(), await dying(), await dying()];
    await change(accounts[2]!.id, `expires_at = now() - interval '50 minutes'`);
    expect(await run()).toEqual({ ...NOTHING, refreshed: 3 });
    for (const { id } of accounts) expect(await minutesLeft(id)).toBeGreaterThan(50);
    expect(await run()).toEqual(NOTHING);
    expect(await tokenRequests()).toBe(3);
  });

  it('are requested once, however many renew them', async () => {
    await dying();
    const runs = await Promise.all([run(), run(), run(), run()]);
    expect(runs.reduce((sum, { refreshed }) => sum + refreshed!, 0)).toBe(1);
    expect(await tokenRequests()).toBe(1);
  });

  it.each([
    ['lives long enough', ({ id }: Account) => change(id, `expires_at = now() + interval '6 minutes'`)],
    ['died long ago', ({ id }: Account) => change(id, `expires_at = now() - interval '2 hours'`)],
    ['was asked for a moment ago', ({ id }: Account) => change(id, 'refresh_attempted_at = now()')],
    ['is throttled', ({ id }: Account) => change(id, `throttled_until = now() + interval '1 minute'`)],
    ['needs consent', ({ id }: Account) => change(id, `status = 'needs_reauth'`)],
    [
      'has nothing to sync',
      ({ calendarId }: Account) =>
        service.sql('UPDATE calendar_integrations SET sync_enabled = false WHERE id = $1', [calendarId]),
    ],
  ])('are left alone when the account %s', async (_, make) => {
    await make(await dying());
    expect(await run()).toEqual(NOTHING);
    expect(await tokenRequests()).toBe(0);
  });

  it('fail each for itself: a dead grant is refused, and the others are renewed', async () => {
    const [dead, alive] = [await dying(), await dying()];
    await service.google.revokeGrant({ email: dead.email });
    expect(await run()).toEqual({ ...NOTHING, refused: 1, refreshed: 1 });
    expect(await minutesLeft(alive.id)).toBeGreaterThan(50);
    const { body } = await user.get('/integrations/accounts').expect(200);
    const statuses = Object.fromEntries(
      body.accounts.map(({ id, status }: { id: string; status: string }) => [id, status]),
    );
    expect(statuses).toEqual({ [dead.id]: 'needs_reauth', [alive.id]: 'active' });
    expect(await run()).toEqual(NOTHING);
  });

  it('fail without consequences when the token endpoint is broken', async () => {
    const account = await dying();
    await service.google.addFault({ kind: 'token', effect: { type: 'status', status: 500 } });
    expect(await run()).toEqual({ ...NOTHING, failed: 1 });
    expect(await run()).toEqual(NOTHING);
    await change(account.id, `refresh_attempted_at = now() - interval '31 seconds'`);
    expect(await run()).toEqual({ ...NOTHING, refreshed: 1 });
  });
});
