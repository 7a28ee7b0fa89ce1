import type { Api } from '../harness/api';
import type { StoredEvent } from '../harness/google-service';
import { type Service, startService } from '../harness/service';
import { AlmanacServer, type Line } from './almanac.server';
import { HouseWithAlmanac } from './house';

const HOUR = 3_600_000;

/** An hour on a later day. */
const inDays = (no: number, days: number, fields: Partial<Line> = {}): Line => {
  const start = Math.floor(Date.now() / HOUR) * HOUR + days * 24 * HOUR;
  const [from, until] = [start, start + HOUR].map((at) => new Date(at).toISOString());
  return { no, what: `Line ${no}`, from, until, ...fields };
};

describe('A provider that the house has never heard of', () => {
  let server: Awaited<ReturnType<typeof AlmanacServer.start>>;
  let service: Service;
  let almanac: AlmanacServer;
  let readers = 0;
  let email: string;
  let user: Api;
  let accountId: string;
  let calendarId: string;

  beforeAll(async () => {
    server = await AlmanacServer.start();
    almanac = server.almanac;
    service = await startService({ ALMANAC_URL: server.url }, HouseWithAlmanac);
  });
  beforeEach(async () => {
    email = `reader${(readers += 1)}@almanac.example`;
    almanac.openFor(email);
    user = await service.signUp();
    accountId = await connect();
    const selection = { calendar_id: 'Daybook', oauth_account_id: accountId, sync_enabled: false };
    const { body } = await user.post('/integrations/almanac/select-calendar', selection).expect(201);
    calendarId = body.calendar_id;
  });
  afterAll(async () => {
    await service.close();
    await server.close();
  });

  const connect = async (): Promise<string> => {
    const begun = await user.get('/integrations/almanac/authorize').expect(200);
    const callback = almanac.consent(begun.body.auth_url as string);
    const { body } = await user.post('/integrations/almanac/callback', callback).expect(200);
    return body.oauth_account_id;
  };
  const sync = () => user.post(`/integrations/almanac/${calendarId}/sync`);
  const events = async (): Promise<StoredEvent[]> =>
    (await user.get(`/integrations/calendars/${calendarId}/events`).expect(200)).body.events;
  const summaries = async () => (await events()).map(({ summary }) => summary);
  const convert = async (event: StoredEvent | undefined): Promise<string> => {
    const body = { synced_event_id: event?.id };
    return (await user.post('/integrations/calendars/events/convert', body).expect(201)).body.time_entry_id;
  };

  it('is connected like any other, and its calendars are offered and selected', async () => {
    const accounts = await user.get('/integrations/accounts').expect(200);
    expect(accounts.body.accounts).toMatchObject([
      {
        id: accountId,
        provider: 'almanac',
        email,
        status: 'active',
        scopes: ['read'],
      },
    ]);
    const offers = await user
      .get(`/integrations/almanac/calendars?oauth_account_id=${accountId}`)
      .expect(200);
    expect(offers.body.calendars).toMatchObject([{ id: 'Daybook', primary: true, selected: true }]);
    const selected = await user.get('/integrations/calendars').expect(200);
    expect(selected.body.calendars).toMatchObject([{ id: calendarId, provider: 'almanac' }]);
  });

  it('is synced page by page, and then by what changed', async () => {
    almanac.write(inDays(1, 1), inDays(2, 2), inDays(3, 3), inDays(4, 90));
    expect((await sync().expect(200)).body).toMatchObject({ mode: 'full', synced_count: 3, pages: 2 });

    almanac.write({ no: 1, struck: true }, inDays(3, 3, { what: 'Moved' }), inDays(5, 5));
    const { body } = await sync().expect(200);

    expect(body).toMatchObject({ mode: 'incremental', synced_count: 1, updated_count: 1, removed_count: 1 });
    expect(await summaries()).toEqual(['Line 2', 'Moved', 'Line 5']);
  });

  it('is pulled in full again when it has forgotten what changed', async () => {
    almanac.write(inDays(1, 1), inDays(2, 2));
    await sync().expect(200);
    almanac.write({ no: 1, struck: true });
    almanac.forgetChanges();

    expect((await sync().expect(200)).body).toMatchObject({ mode: 'full', removed_count: 1 });
    expect(await summaries()).toEqual(['Line 2']);
  });

  it('gives time entries, which follow their meetings and outlive them', async () => {
    almanac.write(inDays(1, 1), inDays(2, 2));
    await sync().expect(200);
    const [first, second] = await events();
    const [moved, gone] = [await convert(first), await convert(second)];

    const later = inDays(1, 3);
    almanac.write(later, { no: 2, struck: true });
    await sync().expect(200);

    const entries = [moved, gone].map((id) => user.get(`/time-entries/${id}`).expect(200));
    const [followed, left] = (await Promise.all(entries)).map(({ body }) => body);
    expect(followed).toMatchObject({ started_at: later.from, calendar_event: { source_changed: false } });
    expect(left).toMatchObject({ status: 'pending', calendar_event: { change: 'removed' } });
  });

  it('has its tokens renewed, and its user asked to connect again when that is refused', async () => {
    almanac.expireTokens();
    await sync().expect(200);
    // As if the pause between two refreshes were over.
    await service.sql('UPDATE user_oauth_accounts SET refresh_attempted_at = NULL');
    almanac.expireTokens();
    almanac.consent(`${server.url}/authorize`);

    expect((await sync().expect(409)).body).toMatchObject({ code: 'needs_reauth' });

    expect(await connect()).toBe(accountId);
    await sync().expect(200);
  });

  it('is left for good: its grant is withdrawn, calendars and events go, time entries stay', async () => {
    almanac.write(inDays(1, 1));
    await sync().expect(200);
    const entry = await convert((await events())[0]);

    await user.delete(`/integrations/accounts/${accountId}`).expect(204);

    expect(almanac.isConnected).toBe(false);
    expect((await user.get('/integrations/calendars').expect(200)).body.calendars).toEqual([]);
    await sync().expect(404);
    await user.get(`/time-entries/${entry}`).expect(200);
  });
});
