import { MicrosoftControl } from '../../../sandbox/microsoft/microsoft.control';
import { startMicrosoftSimulator } from '../../../sandbox/microsoft/microsoft.simulator';
import type { Api } from '../../harness/api';
import { eventually } from '../../harness/eventually';
import { type GoogleService, startGoogleService } from '../../harness/google-service';
import { microsoftEnvironment } from '../../harness/provider-environment';
import { EMAIL, selectOutlookCalendar } from '../../outlook/outlook-service';
import { type LiveCalendar, makeDue, selectFrom, selectSynced, tick } from './live-calendar';

const IN_FLIGHT = 3;

describe('In the background nobody keeps others waiting', () => {
  let service: GoogleService;
  let microsoft: MicrosoftControl;
  let closeMicrosoft: () => Promise<void>;
  let crowded: Api;
  let other: Api;

  beforeAll(async () => {
    const simulator = await startMicrosoftSimulator();
    microsoft = new MicrosoftControl(simulator.url);
    closeMicrosoft = () => simulator.close();
    const environment = { PROCESS_ROLE: 'all', SYNC_IN_FLIGHT: String(IN_FLIGHT) };
    service = await startGoogleService({ ...microsoftEnvironment(simulator.url), ...environment });
    crowded = await service.signUp();
    other = await service.signUp();
  });
  beforeEach(async () => {
    await service.google.reset();
    await service.sql('DELETE FROM user_oauth_accounts');
  });
  afterAll(async () => {
    await service.close();
    await closeMicrosoft();
  });

  const calendars = async (user: Api, count: number): Promise<LiveCalendar[]> => {
    const all: LiveCalendar[] = [];
    for (let index = 0; index < count; index += 1) all.push(await selectSynced(service, user));
    return all;
  };
  const slow = (ms: number): Promise<unknown> =>
    service.google.addFault({ kind: 'events', times: 'always', effect: { type: 'delay', ms } });
  /** Four at a time: an account has no more requests under way, and whoever waits too long for a turn is sent away. */
  const selectAll = async (
    { accountId, email }: Pick<LiveCalendar, 'accountId' | 'email'>,
    more: { id: string }[],
  ): Promise<void> => {
    for (let at = 0; at < more.length; at += 4) {
      const few = more.slice(at, at + 4);
      await Promise.all(few.map(({ id }) => selectFrom(service, crowded, accountId, email, id)));
    }
  };
  const holdAll = (): Promise<unknown> =>
    service.google.addFault({ kind: 'events', times: 'always', effect: { type: 'hold' } });
  const eventsRequests = async () => service.google.requests({ kind: 'events' });
  const syncedSince = async (calendar: LiveCalendar, count: number): Promise<boolean> =>
    (await calendar.runs()).filter(({ status }) => status === 'success').length === count;

  it('for a place: a provider that hardly answers has its places and no more, and delays no other', async () => {
    await microsoft.reset();
    await microsoft.seedAccounts({ accounts: [{ email: EMAIL }] });
    const outlook = await selectOutlookCalendar(other, microsoft);
    const google = await calendars(crowded, 5);
    await holdAll();
    await service.google.clearRequests();
    await makeDue(service, ...google);
    await eventually(async () => (await eventsRequests()).requests.length === IN_FLIGHT);

    await other.put(`/integrations/calendars/${outlook}/enable`, { sync_enabled: true }).expect(200);
    await tick(service);
    await eventually(async () => {
      const { body } = await other.get(`/integrations/calendars/${outlook}`).expect(200);
      return body.sync_status === 'ok';
    });
    expect(await google[0]!.runs()).not.toHaveLength(0);
    await tick(service);
    const { requests, maxConcurrency } = await eventsRequests();
    expect(maxConcurrency).toBe(IN_FLIGHT);
    // Outlook was done before any of them was.
    expect(requests.filter(({ status }) => status !== null)).toEqual([]);
    await service.google.clearFaults();
    for (const calendar of google) await eventually(() => syncedSince(calendar, 2));
  });

  it('for a person: whoever asks overtakes an admin’s backlog', async () => {
    const admin = crowded;
    const google = await calendars(crowded, 7);
    const [mine] = await calendars(other, 1);
    await holdAll();
    await service.google.clearRequests();
    const { body } = await admin.get('/auth/me').expect(200);
    await admin.post('/admin/integrations/sync', { user_id: body.id }).expect(202);
    await eventually(async () => (await eventsRequests()).requests.length === IN_FLIGHT);

    await mine!.request().expect(202);
    await eventually(() => mine!.requests());
    const { requests } = await eventsRequests();
    expect(requests).toHaveLength(IN_FLIGHT + 1);
    await service.google.release();
    await service.google.clearFaults();
    for (const calendar of google) await eventually(() => syncedSince(calendar, 2));
  });

  it('for the rest: one calendar of somebody else comes among the first of sixty', async () => {
    const accounts = await calendars(crowded, 3);
    const more = Array.from({ length: 19 }, (_, number) => ({ id: `more-${number}`, summary: 'More' }));
    for (const { email, accountId } of accounts) {
      const named = more.map(({ id, summary }) => ({ id: `${id}.${email}`, summary }));
      await service.google.seedAccounts({ accounts: [{ email, calendars: named }] });
      await selectAll({ accountId, email }, named);
    }
    const [mine] = await calendars(other, 1);
    await slow(20);
    await service.google.clearRequests();
    await service.sql(
      `UPDATE calendar_integrations SET next_sync_at = now() - interval '1 hour' WHERE id <> $1`,
      [mine!.id],
    );
    await makeDue(service, mine!);

    await eventually(() => syncedSince(mine!, 2));
    expect((await eventsRequests()).requests.length).toBeLessThan(30);
    await eventually(
      async () =>
        (await service.sql('SELECT FROM calendar_integrations WHERE next_sync_at <= now()')).length === 0,
    );
    expect((await eventsRequests()).maxConcurrency).toBeLessThanOrEqual(IN_FLIGHT);
  });

  it('for a throttled account: fifty calendars of it ask four times, and come back together', async () => {
    const [throttled] = await calendars(crowded, 1);
    const { email, accountId } = throttled!;
    const more = Array.from({ length: 49 }, (_, number) => ({ id: `more-${number}`, summary: 'More' }));
    await service.google.seedAccounts({ accounts: [{ email, calendars: more }] });
    await selectAll({ accountId, email }, more);
    const [mine] = await calendars(other, 1);
    await service.google.addFault({
      kind: 'events',
      email,
      times: 'always',
      effect: { type: 'status', status: 429, headers: { 'retry-after': '60' } },
    });
    await service.google.clearRequests();
    await service.sql('UPDATE calendar_integrations SET next_sync_at = now()');
    await tick(service);
    await eventually(() => syncedSince(mine!, 2));
    for (let round = 0; round < 3; round += 1) await tick(service);
    await eventually(
      async () =>
        (await service.sql(`SELECT FROM sync_runs WHERE status IN ('queued', 'running')`)).length === 0,
    );
    const asked = await throttled!.requests();
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(IN_FLIGHT);

    await service.google.clearFaults();
    await service.sql('UPDATE user_oauth_accounts SET throttled_until = NULL');
    await service.sql('UPDATE calendar_integrations SET next_sync_at = least(next_sync_at, now())');
    await tick(service);
    const outdated = `SELECT FROM calendar_integrations WHERE last_sync_at IS NULL OR next_sync_at <= now()`;
    await eventually(async () => (await service.sql(outdated)).length === 0);
    expect(await service.sql('SELECT FROM calendar_integrations WHERE failure_count > 0')).toEqual([]);
  });
});
