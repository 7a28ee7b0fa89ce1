import { Client } from 'pg';
import type { FaultRule } from '../../sandbox/google/fault';
import type { Api } from '../harness/api';
import {
  connect,
  type GoogleService,
  type SelectedCalendar,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';
import { eventually } from '../harness/eventually';
import { meeting } from '../harness/meetings';
import { newGoogleAccount, requestsOf } from './people';

describe('A provider that asks for patience', () => {
  let service: GoogleService;
  let robin: Api;
  let calendar: SelectedCalendar;

  beforeAll(async () => {
    service = await startGoogleService();
  });
  beforeEach(async () => {
    await service.google.clearFaults();
    robin = await service.signUp('Robin');
    calendar = await selectCalendar(service, robin);
    await service.google.clearRequests();
  });
  afterAll(() => service.close());

  type Door = (accountId?: string) => ReturnType<Api['get']>;
  const list: Door = (id = calendar.accountId) =>
    robin.get(`/integrations/google/calendars?oauth_account_id=${id}`);
  const select: Door = (id = calendar.accountId) =>
    robin.post('/integrations/google/select-calendar', {
      calendar_id: calendar.email,
      oauth_account_id: id,
    });
  const sync: Door = () => calendar.sync();
  const DOORS: [string, Door, FaultRule['kind']][] = [
    ['list', list, 'calendarList'],
    ['select', select, 'calendarList'],
    ['sync', sync, 'events'],
  ];

  const requests = async (): Promise<number> => (await service.google.requests()).requests.length;
  const letPausePass = (): Promise<unknown> =>
    service.sql('UPDATE user_oauth_accounts SET throttled_until = now() WHERE id = $1', [calendar.accountId]);

  async function isLeftAlone(): Promise<void> {
    const before = await requests();
    for (const [, knock] of DOORS) {
      const { body, headers } = await knock().expect(503);
      expect(body.code).toBe('unavailable');
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(await requests()).toBe(before);
  }

  describe.each(DOORS)('when asked to %s', (_, knock, kind) => {
    it.each<[string, number, string | undefined, Record<string, string>]>([
      ['429 and seconds', 429, undefined, { 'retry-after': '90' }],
      ['429 and a date', 429, undefined, { 'retry-after': 'DATE' }],
      ['429 and nothing more', 429, undefined, {}],
      ['503 and seconds', 503, undefined, { 'retry-after': '90' }],
      ['403 rateLimitExceeded', 403, 'rateLimitExceeded', {}],
      ['403 userRateLimitExceeded and seconds', 403, 'userRateLimitExceeded', { 'retry-after': '90' }],
      ['403 quotaExceeded', 403, 'quotaExceeded', {}],
    ])('by %s is left alone by everybody until that is over', async (_words, status, reason, headers) => {
      const advice = { ...headers };
      if (advice['retry-after'] === 'DATE') {
        advice['retry-after'] = new Date(Date.now() + 90_000).toUTCString();
      }
      await service.google.addFault({ kind, effect: { type: 'status', status, reason, headers: advice } });
      const { body, headers: answered } = await knock().expect(503);
      expect(body.code).toBe('unavailable');
      const wait = Number(answered['retry-after']);
      const [shortest, longest] = 'retry-after' in headers ? [80, 90] : [1, 60];
      expect(wait).toBeGreaterThanOrEqual(shortest);
      expect(wait).toBeLessThanOrEqual(longest);
      expect(await requests()).toBe(1);

      await isLeftAlone();
      const { body: mine } = await robin.get('/integrations/accounts').expect(200);
      expect(mine.accounts).toMatchObject([{ status: 'active' }]);

      await letPausePass();
      await list().expect(200);
      await sync().expect(200);
    });
  });

  it('at its token endpoint is left alone as well', async () => {
    await service.sql(`UPDATE user_oauth_accounts SET expires_at = now() WHERE id = $1`, [
      calendar.accountId,
    ]);
    const effect = { type: 'status', status: 429, headers: { 'retry-after': '120' } } as const;
    await service.google.addFault({ kind: 'token', effect });
    const { headers } = await list().expect(503);
    expect(headers['retry-after']).toBe('120');
    await isLeftAlone();
  });

  it('for one account is asked for the others', async () => {
    const other = await newGoogleAccount(service);
    const otherId = await connect(service, robin, other);
    const sam = await service.signUp('Sam');
    const sams = await selectCalendar(service, sam);
    const effect = { type: 'status', status: 429, headers: { 'retry-after': '90' } } as const;
    await service.google.addFault({ kind: 'events', effect });
    await sync().expect(503);
    await isLeftAlone();
    await list(otherId).expect(200);
    await sams.sync().expect(200);
  });

  it('is left alone by a sync that is under way, too', async () => {
    const events = Array.from({ length: 4 }, (_, hour) => meeting(hour + 1));
    await service.google.putEvents({ calendarId: calendar.email, events });
    await service.google.settings({ maxPageSize: 2 });
    await service.google.addFault({ kind: 'events', page: 1, effect: { type: 'hold' } });
    const effect = { type: 'status', status: 429, headers: { 'retry-after': '90' } } as const;
    await service.google.addFault({ kind: 'calendarList', effect });
    const running = sync().then(({ status, body }) => [status, body.code]);
    await eventually(async () => (await requestsOf(service, 'events')) === 1);
    await list().expect(503);
    await service.google.release();
    expect(await running).toEqual([503, 'unavailable']);
    expect(await requestsOf(service, 'events')).toBe(1);
    const { body } = await robin.get(`/integrations/calendars/${calendar.id}`).expect(200);
    expect(body.sync_status).not.toBe('failing');
    await service.google.settings({ maxPageSize: null });
  });

  it('for a shorter time does not shorten a longer pause', async () => {
    const effect = { type: 'status', status: 429, headers: { 'retry-after': '5' } } as const;
    await service.google.addFault({ kind: 'calendarList', effect });
    // Somebody else writes down ten minutes just before the five seconds arrive.
    const other = new Client({ connectionString: service.databaseUrl });
    await other.connect();
    await other.query('BEGIN');
    await other.query(
      `UPDATE user_oauth_accounts SET throttled_until = now() + interval '10 minutes' WHERE id = $1`,
      [calendar.accountId],
    );
    const asked = list().then(({ status }) => status);
    await eventually(async () => (await requestsOf(service, 'calendarList')) === 1);
    await other.query('COMMIT');
    await other.end();
    expect(await asked).toBe(503);
    expect(Number((await list().expect(503)).headers['retry-after'])).toBeGreaterThan(500);
  });

  it('for years is believed for a day', async () => {
    const effect = { type: 'status', status: 429, headers: { 'retry-after': '999999999' } } as const;
    await service.google.addFault({ kind: 'calendarList', effect });
    expect((await list().expect(503)).headers['retry-after']).toBe('86400');
  });
});
