import type { FaultEffect } from '../../sandbox/google/fault';
import { eventually } from '../harness/eventually';
import {
  connect,
  consent,
  type GoogleService,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';
import { meeting } from '../harness/meetings';
import { type Connected, newConnectedUser, newGoogleAccount, requestsOf, limitsOf } from './people';

describe('Disconnecting an account', () => {
  let service: GoogleService;
  let robin: Connected;

  beforeAll(async () => {
    service = await startGoogleService();
    const limits = limitsOf(service);
    limits.token.deadlineMs = 500;
    limits.data.deadlineMs = 5_000;
  });
  beforeEach(async () => {
    await service.google.clearFaults();
    robin = await newConnectedUser(service);
    await service.google.clearRequests();
  });
  afterAll(() => service.close());

  const disconnect = ({ user, accountId } = robin): ReturnType<Connected['user']['delete']> =>
    user.delete(`/integrations/accounts/${accountId}`);
  const grants = async (): Promise<unknown[]> => (await service.google.grants({ email: robin.email })).grants;
  const rowsOf = (table: string): Promise<unknown[]> => service.sql(`SELECT * FROM ${table}`);

  it('withdraws the grant at the provider and destroys the tokens', async () => {
    expect(await grants()).toHaveLength(1);
    await disconnect().expect(204).expect('');
    expect(await grants()).toEqual([]);
    expect(await requestsOf(service, 'revoke')).toBe(1);
    expect((await robin.user.get('/integrations/accounts').expect(200)).body.accounts).toEqual([]);
    expect(await service.sql('SELECT * FROM user_oauth_accounts WHERE id = $1', [robin.accountId])).toEqual(
      [],
    );
  });

  it('is done once: then there is no such account', async () => {
    await disconnect().expect(204);
    expect((await disconnect().expect(404)).body.code).toBe('not_found');
    await robin.list().expect(404);
    expect(await requestsOf(service, 'revoke')).toBe(1);
  });

  it('is for the owner alone', async () => {
    const mallory = await service.signUp('Mallory');
    await disconnect({ ...robin, user: mallory }).expect(404);
    expect(await grants()).toHaveLength(1);
    await robin.list().expect(200);
  });

  it('leaves the grant alone while another user holds the same account; the last one withdraws it', async () => {
    const sam = await service.signUp('Sam');
    const samsAccount = await connect(service, sam, robin.email);
    await disconnect().expect(204);
    expect(await requestsOf(service, 'revoke')).toBe(0);
    await sam.get(`/integrations/google/calendars?oauth_account_id=${samsAccount}`).expect(200);
    await disconnect({ ...robin, user: sam, accountId: samsAccount }).expect(204);
    expect(await requestsOf(service, 'revoke')).toBe(1);
    expect(await grants()).toEqual([]);
  });

  it('of two holders at the same moment withdraws the grant once', async () => {
    const sam = await service.signUp('Sam');
    const accountId = await connect(service, sam, robin.email);
    const both = [disconnect().expect(204), disconnect({ ...robin, user: sam, accountId }).expect(204)];
    await Promise.all(both);
    expect(await requestsOf(service, 'revoke')).toBe(1);
    expect(await grants()).toEqual([]);
  });

  it('leaves the grants of other accounts alone', async () => {
    const other = await newGoogleAccount(service);
    const otherId = await connect(service, robin.user, other);
    await disconnect().expect(204);
    await robin.user.get(`/integrations/google/calendars?oauth_account_id=${otherId}`).expect(200);
  });

  it.each<[string, FaultEffect]>([
    ['is broken', { type: 'status', status: 500 }],
    ['throttles', { type: 'status', status: 429, headers: { 'retry-after': '60' } }],
    ['is silent', { type: 'hang' }],
    ['hangs up', { type: 'reset' }],
    ['shows a web page', { type: 'htmlPage' }],
    ['does not know the token', { type: 'status', status: 400, reason: 'invalid_token' }],
  ])('works when the provider %s', async (_, effect) => {
    await service.google.addFault({ kind: 'revoke', effect });
    await disconnect().expect(204);
    expect((await robin.user.get('/integrations/accounts').expect(200)).body.accounts).toEqual([]);
  });

  it('works when the grant is dead already', async () => {
    await service.google.revokeGrant({ email: robin.email });
    await disconnect().expect(204);
    await connect(service, robin.user, robin.email);
  });

  it('works while the account needs its owner, and while the provider asks for patience', async () => {
    await service.sql(
      `UPDATE user_oauth_accounts SET status = 'needs_reauth', throttled_until = now() + interval '1 hour' WHERE id = $1`,
      [robin.accountId],
    );
    await disconnect().expect(204);
  });

  it('works when its tokens cannot be read', async () => {
    await service.sql('UPDATE user_oauth_accounts SET refresh_token_box = access_token_box WHERE id = $1', [
      robin.accountId,
    ]);
    await disconnect().expect(204);
    expect(await requestsOf(service, 'revoke')).toBe(0);
  });

  it('takes calendars, events and runs along; time entries stay, without an event', async () => {
    const user = await service.signUp('Robin');
    const calendar = await selectCalendar(service, user);
    await service.google.putEvents({ calendarId: calendar.email, events: [meeting(1), meeting(2)] });
    await calendar.sync().expect(200);
    const { body } = await user.get(`/integrations/calendars/${calendar.id}/events`).expect(200);
    const converted = { synced_event_id: body.events[0].id };
    const made = await user.post('/integrations/calendars/events/convert', converted).expect(201);
    const entryPath = `/time-entries/${made.body.time_entry_id}`;
    const { body: before } = await user.get(entryPath).expect(200);

    await user.delete(`/integrations/accounts/${calendar.accountId}`).expect(204);
    expect((await user.get('/integrations/calendars').expect(200)).body.calendars).toEqual([]);
    await user.get(`/integrations/calendars/${calendar.id}`).expect(404);
    for (const table of ['synced_calendar_events', 'sync_runs']) {
      const rows = await service.sql(`SELECT * FROM ${table} WHERE calendar_id = $1`, [calendar.id]);
      expect([table, rows]).toEqual([table, []]);
    }
    const { body: after } = await user.get(entryPath).expect(200);
    const { calendar_event: event, ...rest } = before;
    expect(event).toMatchObject({ id: converted.synced_event_id });
    expect(after).toEqual({ ...rest, updated_at: expect.any(String) });
    await user.delete(entryPath).expect(204);
  });

  it('and connecting again shows what was converted as converted', async () => {
    const user = await service.signUp('Robin');
    const first = await selectCalendar(service, user);
    await service.google.putEvents({ calendarId: first.email, events: [meeting(1)] });
    await first.sync().expect(200);
    const list = async (id: string): Promise<{ id: string; is_synced: boolean; time_entry_id: string }[]> =>
      (await user.get(`/integrations/calendars/${id}/events`).expect(200)).body.events;
    const [event] = await list(first.id);
    const path = '/integrations/calendars/events/convert';
    const made = await user.post(path, { synced_event_id: event!.id }).expect(201);
    await user.delete(`/integrations/accounts/${first.accountId}`).expect(204);

    const accountId = await connect(service, user, first.email);
    const selection = { calendar_id: first.email, oauth_account_id: accountId, sync_enabled: false };
    const again = await user.post('/integrations/google/select-calendar', selection).expect(201);
    await user.post(`/integrations/google/${again.body.calendar_id}/sync`).expect(200);
    const [shown] = await list(again.body.calendar_id);
    expect(shown).toMatchObject({ is_synced: true, time_entry_id: made.body.time_entry_id });
    const twice = await user.post(path, { synced_event_id: shown!.id }).expect(409);
    expect(twice.body.time_entry_id).toBe(made.body.time_entry_id);
  });

  it.each([1, 2])('during a sync, before page %i arrives, brings nothing back', async (page) => {
    const user = await service.signUp('Robin');
    const calendar = await selectCalendar(service, user);
    const events = Array.from({ length: 4 }, (_, hour) => meeting(hour + 1));
    await service.google.putEvents({ calendarId: calendar.email, events });
    await service.google.settings({ maxPageSize: 2 });
    await service.google.clearRequests();
    await service.google.addFault({ kind: 'events', page, effect: { type: 'hold' } });
    const running = calendar.sync().then(({ status, body }) => ({ status, code: body.code as string }));
    await eventually(async () => (await requestsOf(service, 'events')) === page);
    await user.delete(`/integrations/accounts/${calendar.accountId}`).expect(204);
    await service.google.release();

    const { status, code } = await running;
    expect([
      [404, 'not_found'],
      [409, 'conflict'],
    ]).toContainEqual([status, code]);
    for (const table of ['calendar_integrations', 'synced_calendar_events', 'sync_runs']) {
      expect(JSON.stringify(await rowsOf(table))).not.toContain(calendar.id);
    }
    expect(
      await service.sql('SELECT * FROM user_oauth_accounts WHERE id = $1', [calendar.accountId]),
    ).toEqual([]);
    await service.google.settings({ maxPageSize: null });
  });

  it('during a refresh brings nothing back either', async () => {
    await service.sql('UPDATE user_oauth_accounts SET expires_at = now() WHERE id = $1', [robin.accountId]);
    await service.google.addFault({ kind: 'token', effect: { type: 'hold' } });
    const waiting = robin.list().then(({ status }) => status);
    await eventually(async () => (await requestsOf(service, 'token')) === 1);
    await disconnect().expect(204);
    await service.google.release();
    expect([200, 404, 409]).toContain(await waiting);
    expect((await robin.user.get('/integrations/accounts').expect(200)).body.accounts).toEqual([]);
  });

  it('forgets no other authorization that is under way', async () => {
    const callback = await consent(service, robin.user, await newGoogleAccount(service));
    await disconnect().expect(204);
    await robin.user.post('/integrations/google/callback', callback).expect(200);
  });
});
