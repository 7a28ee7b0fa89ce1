import { googleEnvironment } from '../harness/provider-environment';
import { startServiceProcess } from '../harness/service-process';
import { type OutlookService, startOutlookService } from './outlook-service';

const EMAIL = 'robin@berger-consulting.example';

describe('A mailbox connected through Microsoft', () => {
  let service: OutlookService;
  let accountId: string;

  const account = async (): Promise<Record<string, unknown>> =>
    (await service.user.get('/integrations/accounts').expect(200)).body.accounts[0];
  const expireToken = (): Promise<unknown> =>
    service.sql('UPDATE user_oauth_accounts SET expires_at = now(), refresh_attempted_at = NULL');
  const select = async (calendarId: string): Promise<string> => {
    const selection = { calendar_id: calendarId, oauth_account_id: accountId, sync_enabled: false };
    const answer = await service.user.post('/integrations/microsoft/select-calendar', selection).expect(201);
    return `/integrations/microsoft/${answer.body.calendar_id}/sync`;
  };

  beforeEach(async () => {
    service = await startOutlookService();
    accountId = (await account()).id as string;
    await service.microsoft.clearRequests();
  });
  afterEach(() => service.close());

  it('sees at most four requests at a time, from however many processes', async () => {
    const names = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'];
    const seeded = await service.microsoft.seedAccounts({
      accounts: [{ email: EMAIL, calendars: names.map((name) => ({ id: name.toLowerCase(), name })) }],
    });
    const ids = seeded.accounts[0]!.calendarIds.filter((id) =>
      names.map((n) => n.toLowerCase()).includes(id),
    );
    expect(ids).toHaveLength(6);
    const syncs: string[] = [];
    for (const id of ids) syncs.push(await select(id));
    const environment = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => /^(MICROSOFT_|TOKEN_ENC|REDIS)/.test(name)),
    ) as Record<string, string>;
    const other = await startServiceProcess(service.databaseUrl, environment);
    const elsewhere = other.anonymous.as(service.user.token!);
    await service.microsoft.addFault({ kind: 'delta', times: 6, effect: { type: 'delay', ms: 500 } });
    await service.microsoft.clearRequests();

    const list = `/integrations/microsoft/calendars?oauth_account_id=${accountId}`;
    const answers = await Promise.all([
      ...syncs.map((path, place) => (place % 2 ? elsewhere : service.user).post(path)),
      ...[service.user, elsewhere, service.user].map((user) => user.get(list)),
    ]);

    expect(answers.map(({ status }) => status)).toEqual(Array(9).fill(200));
    const { maxConcurrencyPerMailbox, requests } = await service.microsoft.requests();
    expect(Math.max(...Object.values(maxConcurrencyPerMailbox))).toBe(4);
    expect(requests.filter(({ status }) => status === 429)).toEqual([]);
    await other.stop();
  });

  it('needs its owner again once the grant is revoked: one request, words that help, nothing lost', async () => {
    await service.put({
      subject: 'Steering committee',
      start: { dateTime: new Date().toISOString().slice(0, 19), timeZone: 'UTC' },
      end: { dateTime: new Date(Date.now() + 3_600_000).toISOString().slice(0, 19), timeZone: 'UTC' },
    });
    await service.synced();
    await service.microsoft.revokeGrant({ email: EMAIL });
    await service.microsoft.expireAccessTokens({ email: EMAIL });
    await service.microsoft.clearRequests();
    const sync = () => service.user.post(`/integrations/microsoft/${service.calendarId}/sync`);

    const { body } = await sync().expect(409);
    expect(body).toMatchObject({ code: 'needs_reauth', detail: expect.stringMatching(/connect/i) });
    await sync().expect(409);

    expect((await service.microsoft.requests({ kind: 'token' })).requests).toHaveLength(1);
    expect(await account()).toMatchObject({ status: 'needs_reauth', status_detail: body.detail });
    expect(await service.events()).toHaveLength(1);
  });

  it.each([
    ['our own secret has expired', 401, 'AADSTS7000222', 502],
    ['Entra is down', 503, 'AADSTS90033', 502],
    ['Entra throttles us', 429, 'AADSTS90055', 503],
  ])('is not blamed when %s', async (_, status, reason, answer) => {
    await expireToken();
    await service.microsoft.addFault({ kind: 'token', effect: { type: 'status', status, reason } });

    await service.user.post(`/integrations/microsoft/${service.calendarId}/sync`).expect(answer);

    expect(await account()).toMatchObject({ status: 'active', status_detail: null });
  });

  it.each([
    ['an administrator has to allow the app', 'AADSTS65001', /administrator/i],
    ['conditional access blocks it', 'AADSTS53003', /polic|administrator|organisation/i],
    ['a second factor is asked for', 'AADSTS50076', /connect|sign/i],
  ])('is told in words that %s', async (_, reason, words) => {
    await expireToken();
    await service.microsoft.addFault({ kind: 'token', effect: { type: 'status', status: 400, reason } });

    const { body } = await service.user
      .post(`/integrations/microsoft/${service.calendarId}/sync`)
      .expect(409);

    expect(body).toMatchObject({ code: 'needs_reauth', detail: expect.stringMatching(words) });
  });

  it('gets a new token when Graph refuses the old one, and keeps the rotated grant', async () => {
    const box = () => service.sql('SELECT refresh_token_box FROM user_oauth_accounts');
    const before = await box();
    await service.microsoft.expireAccessTokens({ email: EMAIL });

    await service.synced();

    expect((await service.microsoft.requests({ kind: 'token' })).requests).toHaveLength(1);
    expect(await box()).not.toEqual(before);
  });

  it('is left alone for as long as Graph says', async () => {
    await service.microsoft.addFault({
      kind: 'delta',
      effect: { type: 'status', status: 503, headers: { 'retry-after': '120' } },
    });
    const sync = () => service.user.post(`/integrations/microsoft/${service.calendarId}/sync`);

    const first = await sync().expect(503);
    const second = await sync().expect(503);

    expect(Number(first.headers['retry-after'])).toBe(120);
    expect(Number(second.headers['retry-after'])).toBeGreaterThan(100);
    expect((await service.microsoft.requests({ kind: 'delta' })).requests).toHaveLength(1);
  });

  it('stores nothing when the calendar was not granted, or the state is another provider’s', async () => {
    const robin = await service.signUp('Another');
    const begun = await robin.get('/integrations/microsoft/authorize').expect(200);
    const { location } = await service.microsoft.authorize({
      authUrl: begun.body.auth_url,
      email: EMAIL,
      grantedScopes: ['openid', 'profile', 'email', 'offline_access'],
    });
    const { searchParams } = new URL(location);
    const callback = { code: searchParams.get('code'), state: searchParams.get('state') };
    await robin.post('/integrations/google/callback', callback).expect(503, /provider_not_configured/);
    await robin.post('/integrations/microsoft/callback', callback).expect(400, /missing_scope/);
    expect((await robin.get('/integrations/accounts').expect(200)).body.accounts).toEqual([]);
  });

  it('is disconnected without a request, for Entra has none, and takes its calendars along', async () => {
    await service.user.delete(`/integrations/accounts/${accountId}`).expect(204);
    expect((await service.microsoft.requests()).requests).toEqual([]);
    expect((await service.user.get('/integrations/calendars').expect(200)).body.calendars).toEqual([]);
  });
});

describe('A state', () => {
  it('of one provider is nothing to another', async () => {
    const service = await startOutlookService(googleEnvironment('http://127.0.0.1:9'));
    const { body } = await service.user.get('/integrations/google/authorize').expect(200);

    const callback = { code: 'any', state: body.state };
    await service.user.post('/integrations/microsoft/callback', callback).expect(400, /invalid_state/);

    expect(await service.sql('SELECT provider FROM oauth_states')).toEqual([{ provider: 'google' }]);
    await service.close();
  });
});
