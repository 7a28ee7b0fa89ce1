import type { FaultEffect } from '../../sandbox/google/fault';
import { connect, type GoogleService, selectCalendar, startGoogleService } from '../harness/google-service';
import { eventually } from '../harness/eventually';
import { meeting } from '../harness/meetings';
import {
  accountOf,
  type Connected,
  endRefreshPause,
  expireToken,
  newConnectedUser,
  requestsOf,
  limitsOf,
} from './people';

describe('A token endpoint that refuses', () => {
  let service: GoogleService;
  let robin: Connected;

  beforeAll(async () => {
    service = await startGoogleService();
    limitsOf(service).token.deadlineMs = 500;
  });
  beforeEach(async () => {
    await service.google.clearFaults();
    await service.google.settings({ rotateRefreshTokens: false });
    robin = await newConnectedUser(service);
    await expireToken(service, robin.accountId);
    await service.google.clearRequests();
  });
  afterAll(() => service.close());

  it('the grant for good is asked once, and the account needs its owner, in words', async () => {
    await service.google.revokeGrant({ email: robin.email });
    const { body } = await robin.list().expect(409);
    expect(body).toMatchObject({ code: 'needs_reauth', detail: expect.stringMatching(/connect .* again/i) });
    expect(await accountOf(robin)).toMatchObject({ status: 'needs_reauth', status_detail: body.detail });
    expect((await robin.list().expect(409)).body).toMatchObject({
      code: 'needs_reauth',
      detail: body.detail,
    });
    await endRefreshPause(service, robin.accountId);
    await robin.list().expect(409);
    expect(await requestsOf(service, 'token')).toBe(1);
    expect(await requestsOf(service, 'calendarList')).toBe(0);
  });

  it('the grant by order of an administrator says so', async () => {
    const effect = { type: 'status', status: 400, reason: 'admin_policy_enforced' } as const;
    await service.google.addFault({ kind: 'token', effect });
    expect((await robin.list().expect(409)).body.code).toBe('needs_reauth');
    expect(await accountOf(robin)).toMatchObject({ status_detail: expect.stringMatching(/administrator/) });
  });

  it.each<[string, number, string, FaultEffect]>([
    ['500', 502, 'provider_error', { type: 'status', status: 500 }],
    ['503', 502, 'provider_error', { type: 'status', status: 503 }],
    ['silence', 502, 'provider_error', { type: 'hang' }],
    ['a drip', 502, 'provider_error', { type: 'drip', everyMs: 50 }],
    ['a reset', 502, 'provider_error', { type: 'reset' }],
    ['half an answer', 502, 'provider_error', { type: 'halfJson' }],
    ['a web page', 502, 'provider_error', { type: 'htmlPage' }],
    ['wrong types', 502, 'provider_error', { type: 'wrongTypes' }],
    ['invalid_client', 502, 'provider_error', { type: 'status', status: 401, reason: 'invalid_client' }],
    ['invalid_scope', 502, 'provider_error', { type: 'status', status: 400, reason: 'invalid_scope' }],
    ['an unknown 400', 502, 'provider_error', { type: 'status', status: 400, body: { error: 'new' } }],
    ['a bare 400', 502, 'provider_error', { type: 'status', status: 400, body: {} }],
    ['429', 503, 'unavailable', { type: 'status', status: 429 }],
  ])('with %s is not asked again for 30 s, and nobody is blamed', async (_, status, code, effect) => {
    await service.google.addFault({ kind: 'token', effect });
    const { body } = await robin.list().expect(status);
    expect(body.code).toBe(code);
    expect(await accountOf(robin)).toMatchObject({ status: 'active', status_detail: null });

    const { headers } = await robin.list().expect(503);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(30);
    expect(await requestsOf(service, 'token')).toBe(1);

    await endRefreshPause(service, robin.accountId);
    await service.sql('UPDATE user_oauth_accounts SET throttled_until = NULL WHERE id = $1', [
      robin.accountId,
    ]);
    await robin.list().expect(200);
    expect(await requestsOf(service, 'token')).toBe(2);
  });

  it.each([429, 503])('with %i and a Retry-After is not asked again before that', async (status) => {
    const headers = { 'retry-after': '120' };
    await service.google.addFault({ kind: 'token', effect: { type: 'status', status, headers } });
    await robin.list().expect(503).expect('Retry-After', '120');
    await endRefreshPause(service, robin.accountId);

    const { headers: answered } = await robin.list().expect(503);

    expect(Number(answered['retry-after'])).toBeGreaterThan(110);
    expect(await requestsOf(service, 'token')).toBe(1);
  });

  it('the operator leaves the grant as it was', async () => {
    const [before] = await service.sql(
      'SELECT refresh_token_box, scopes FROM user_oauth_accounts WHERE id = $1',
      [robin.accountId],
    );
    await service.google.addFault({ kind: 'token', effect: { type: 'status', status: 500 } });
    await robin.list().expect(502);
    expect(
      await service.sql('SELECT refresh_token_box, scopes FROM user_oauth_accounts WHERE id = $1', [
        robin.accountId,
      ]),
    ).toEqual([before]);
  });

  const refreshTokenSent = async (): Promise<unknown> => {
    await expireToken(service, robin.accountId);
    await endRefreshPause(service, robin.accountId);
    await service.google.clearRequests();
    await robin.list().expect(200);
    const { requests } = await service.google.requests({ kind: 'token' });
    expect(requests).toHaveLength(1);
    return requests[0]!.form.refresh_token;
  };

  it('nothing gives an access token; the refresh token is used again if there was no new one', async () => {
    const first = await refreshTokenSent();
    expect(first).toEqual(expect.any(String));
    expect(await refreshTokenSent()).toBe(first);
  });

  it('nothing and rotates is asked with the new refresh token from then on', async () => {
    await service.google.settings({ rotateRefreshTokens: true });
    const sent = [await refreshTokenSent(), await refreshTokenSent(), await refreshTokenSent()];
    expect(new Set(sent).size).toBe(3);
  });
});

describe('A provider that refuses data', () => {
  let service: GoogleService;
  beforeAll(async () => {
    service = await startGoogleService();
  });
  beforeEach(() => service.google.clearFaults());
  afterAll(() => service.close());

  it('because the token is dead gets one refresh, and then gives it', async () => {
    const robin = await newConnectedUser(service);
    await service.google.expireAccessTokens({ email: robin.email });
    await service.google.clearRequests();
    await robin.list().expect(200);
    expect(await requestsOf(service, 'token')).toBe(1);
    expect(await requestsOf(service, 'calendarList')).toBe(2);
    expect(await accountOf(robin)).toMatchObject({ status: 'active' });
  });

  it('in the middle of a sync gets one refresh, and the sync loses and doubles nothing', async () => {
    const user = await service.signUp('Robin');
    const calendar = await selectCalendar(service, user);
    const events = Array.from({ length: 5 }, (_, hour) => meeting(hour + 1));
    await service.google.putEvents({ calendarId: calendar.email, events });
    await service.google.settings({ maxPageSize: 2 });
    await service.google.clearRequests();
    await service.google.addFault({ kind: 'events', page: 2, effect: { type: 'status', status: 401 } });
    const { body } = await calendar.sync().expect(200);
    expect(body).toMatchObject({ synced_count: 5, pages: 3 });
    expect(await requestsOf(service, 'token')).toBe(1);
    await service.google.settings({ maxPageSize: null });
  });

  it('with a fresh token too has told us that the account needs its owner', async () => {
    const robin = await newConnectedUser(service);
    await service.google.clearRequests();
    const effect = { type: 'status', status: 401 } as const;
    await service.google.addFault({ kind: 'calendarList', effect, times: 'always' });
    expect((await robin.list().expect(409)).body.code).toBe('needs_reauth');
    expect(await accountOf(robin)).toMatchObject({
      status: 'needs_reauth',
      status_detail: expect.stringMatching(/again/),
    });
    expect(await requestsOf(service, 'token')).toBe(1);
    expect(await requestsOf(service, 'calendarList')).toBe(2);
    await robin.list().expect(409);
    expect(await requestsOf(service, 'calendarList')).toBe(2);
  });

  it('less than 30 s after a refresh waits: 503, no second request, no verdict', async () => {
    const robin = await newConnectedUser(service);
    await service.google.expireAccessTokens({ email: robin.email });
    await robin.list().expect(200);
    await service.google.expireAccessTokens({ email: robin.email });
    await service.google.clearRequests();
    const { body, headers } = await robin.list().expect(503);
    expect(body.code).toBe('unavailable');
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(30);
    expect(await requestsOf(service, 'token')).toBe(0);
    expect(await accountOf(robin)).toMatchObject({ status: 'active' });
    await endRefreshPause(service, robin.accountId);
    await robin.list().expect(200);
  });

  it('for want of a scope has told us that the account needs its owner', async () => {
    const robin = await newConnectedUser(service);
    const effect = { type: 'status', status: 403, reason: 'insufficientPermissions' } as const;
    await service.google.addFault({ kind: 'calendarList', effect });
    await service.google.clearRequests();
    const { body } = await robin.list().expect(409);
    expect(body.code).toBe('needs_reauth');
    expect(await accountOf(robin)).toMatchObject({ status: 'needs_reauth', status_detail: body.detail });
    await robin.list().expect(409);
    expect(await requestsOf(service, 'calendarList')).toBe(1);
    expect(await requestsOf(service, 'token')).toBe(0);
  });

  it('of one calendar only says nothing about the account', async () => {
    const user = await service.signUp('Robin');
    const calendar = await selectCalendar(service, user);
    const effect = { type: 'status', status: 403, reason: 'forbidden' } as const;
    await service.google.addFault({ kind: 'events', effect });
    expect((await calendar.sync().expect(502)).body.code).toBe('provider_error');
    const { body } = await user.get('/integrations/accounts').expect(200);
    expect(body.accounts).toMatchObject([{ status: 'active', status_detail: null }]);
    const shown = await user.get(`/integrations/calendars/${calendar.id}`).expect(200);
    expect(shown.body.sync_status).toBe('unavailable');
    await calendar.sync().expect(200);
  });

  it('a grant that was replaced while we asked does not condemn the new one', async () => {
    const user = await service.signUp('Robin');
    const calendar = await selectCalendar(service, user);
    await service.google.clearRequests();
    await service.google.addFault({ kind: 'events', effect: { type: 'status', status: 401 } });
    await service.google.addFault({ kind: 'events', effect: { type: 'hold' } });
    const running = calendar.sync().then(({ status }) => status);
    await eventually(async () => (await requestsOf(service, 'events')) === 2);
    await service.google.revokeGrant({ email: calendar.email });
    await connect(service, user, calendar.email);
    await service.google.release();
    expect(await running).toBe(409);
    const { body } = await user.get('/integrations/accounts').expect(200);
    expect(body.accounts).toMatchObject([{ id: calendar.accountId, status: 'active' }]);
    await calendar.sync().expect(200);
  });
});
