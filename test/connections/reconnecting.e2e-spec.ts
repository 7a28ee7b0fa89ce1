import type { Api } from '../harness/api';
import {
  connect,
  consent,
  type GoogleService,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';
import { meeting } from '../harness/meetings';
import { endRefreshPause, expireToken, newConnectedUser, newGoogleAccount, requestsOf } from './people';

describe('Connecting again', () => {
  let service: GoogleService;
  beforeAll(async () => {
    service = await startGoogleService();
  });
  beforeEach(async () => {
    await service.google.settings({ withholdRefreshToken: false });
    await service.google.clearRequests();
  });
  afterAll(() => service.close());

  const accounts = async (user: Api): Promise<Record<string, unknown>[]> =>
    (await user.get('/integrations/accounts').expect(200)).body.accounts;
  const events = async (user: Api, calendarId: string): Promise<{ id: string }[]> =>
    (await user.get(`/integrations/calendars/${calendarId}/events?limit=500`).expect(200)).body.events;

  it('keeps the account and heals it, and its calendar goes on without a duplicate', async () => {
    const robin = await service.signUp('Robin');
    const calendar = await selectCalendar(service, robin);
    await service.google.putEvents({ calendarId: calendar.email, events: [meeting(1), meeting(2)] });
    await calendar.sync().expect(200);
    const [before] = await Promise.all([events(robin, calendar.id)]);
    const converted = { synced_event_id: before[0]!.id };
    await robin.post('/integrations/calendars/events/convert', converted).expect(201);

    await service.google.revokeGrant({ email: calendar.email });
    expect((await calendar.sync().expect(409)).body.code).toBe('needs_reauth');
    expect(await accounts(robin)).toMatchObject([{ id: calendar.accountId, status: 'needs_reauth' }]);
    expect(await events(robin, calendar.id)).toHaveLength(2);

    expect(await connect(service, robin, calendar.email)).toBe(calendar.accountId);
    expect(await accounts(robin)).toMatchObject([
      { id: calendar.accountId, status: 'active', status_detail: null },
    ]);
    await service.google.putEvents({ calendarId: calendar.email, events: [meeting(3)] });
    expect((await calendar.sync().expect(200)).body).toMatchObject({ synced_count: 1, removed_count: 0 });
    const after = await events(robin, calendar.id);
    expect(after.map(({ id }) => id)).toEqual([...before.map(({ id }) => id), expect.any(String)]);
    expect(after[0]).toMatchObject({ is_synced: true, source_changed: false });
  });

  it('tells which calendars are selected already, and selecting again keeps their ids', async () => {
    const robin = await service.signUp('Robin');
    const calendar = await selectCalendar(service, robin);
    const { body } = await robin
      .post('/integrations/google/callback', await consent(service, robin, calendar.email))
      .expect(200);
    expect(body.calendars).toMatchObject([{ id: calendar.email, selected: true }]);
    const selection = { calendar_id: calendar.email, oauth_account_id: calendar.accountId };
    const again = await robin.post('/integrations/google/select-calendar', selection).expect(200);
    expect(again.body.calendar_id).toBe(calendar.id);
  });

  it('keeps the former refresh token when the provider sends none', async () => {
    const robin = await newConnectedUser(service);
    await service.google.settings({ withholdRefreshToken: true });
    expect(await connect(service, robin.user, robin.email)).toBe(robin.accountId);
    await expireToken(service, robin.accountId);
    await service.google.clearRequests();
    await robin.list().expect(200);
    expect(await requestsOf(service, 'token')).toBe(1);
  });

  it('asks with the new refresh token from then on', async () => {
    const robin = await newConnectedUser(service);
    await service.google.revokeGrant({ email: robin.email });
    await connect(service, robin.user, robin.email);
    await expireToken(service, robin.accountId);
    await robin.list().expect(200);
    await endRefreshPause(service, robin.accountId);
    await expireToken(service, robin.accountId);
    await robin.list().expect(200);
  });

  it('is possible at once after a refresh in vain', async () => {
    const robin = await newConnectedUser(service);
    await expireToken(service, robin.accountId);
    await service.google.addFault({ kind: 'token', effect: { type: 'status', status: 500 } });
    await robin.list().expect(502);
    await robin.list().expect(503);
    await connect(service, robin.user, robin.email);
    await expireToken(service, robin.accountId);
    await robin.list().expect(200);
  });

  it('with a second account makes a second connection, never a mix', async () => {
    const robin = await newConnectedUser(service);
    const otherEmail = await newGoogleAccount(service);
    const other = await connect(service, robin.user, otherEmail);
    expect(other).not.toBe(robin.accountId);
    expect((await accounts(robin.user)).map(({ id, email }) => [id, email])).toEqual([
      [robin.accountId, robin.email],
      [other, otherEmail],
    ]);
    const list = await robin.user.get(`/integrations/google/calendars?oauth_account_id=${other}`).expect(200);
    expect(list.body.calendars).toMatchObject([{ id: otherEmail }]);
    expect((await robin.list().expect(200)).body.calendars).toMatchObject([{ id: robin.email }]);
  });

  it('lets two users hold one account of the provider, each with a connection of their own', async () => {
    const robin = await newConnectedUser(service);
    const sam = await service.signUp('Sam');
    const samsAccount = await connect(service, sam, robin.email);
    expect(samsAccount).not.toBe(robin.accountId);
    for (const [user, id] of [[robin.user, robin.accountId] as const, [sam, samsAccount] as const]) {
      expect(await accounts(user)).toMatchObject([{ id, email: robin.email, status: 'active' }]);
      const path = `/integrations/google/calendars?oauth_account_id=${id}`;
      expect((await user.get(path).expect(200)).body.calendars).toMatchObject([{ id: robin.email }]);
    }
    await sam.get(`/integrations/google/calendars?oauth_account_id=${robin.accountId}`).expect(404);
    await sam.delete(`/integrations/accounts/${robin.accountId}`).expect(404);
  });

  it('knows an account by its identity, not by its address', async () => {
    const robin = await newConnectedUser(service);
    await service.sql(`UPDATE user_oauth_accounts SET email = 'former@calendar.example' WHERE id = $1`, [
      robin.accountId,
    ]);
    expect(await connect(service, robin.user, robin.email)).toBe(robin.accountId);
    expect(await accounts(robin.user)).toMatchObject([{ id: robin.accountId, email: robin.email }]);
  });

  it('makes one account of parallel first connections', async () => {
    const robin = await service.signUp('Robin');
    const email = await newGoogleAccount(service);
    const callbacks = [];
    for (let tab = 0; tab < 5; tab += 1) callbacks.push(await consent(service, robin, email));
    const answers = await Promise.all(
      callbacks.map((callback) => robin.post('/integrations/google/callback', callback).expect(200)),
    );
    expect(new Set(answers.map(({ body }) => body.oauth_account_id)).size).toBe(1);
    expect(await accounts(robin)).toHaveLength(1);
  });
});
