import type { Api } from '../harness/api';
import { type GoogleService, startGoogleService } from '../harness/google-service';
import { Browser } from './browser';
import { newGoogleAccount, requestsOf, storedAccounts } from './people';

const FRONTEND = 'https://app.billops.example';

describe('The browser that comes back from the provider', () => {
  let service: GoogleService;
  let robin: Api;
  let email: string;
  let browser: Browser;

  beforeAll(async () => {
    service = await startGoogleService({ FRONTEND_URL: FRONTEND });
  });
  beforeEach(async () => {
    robin = await service.signUp('Robin');
    email = await newGoogleAccount(service);
    browser = new Browser(service);
    await service.google.clearFaults();
    await service.google.clearRequests();
  });
  afterAll(() => service.close());

  const accounts = async (): Promise<{ id: string }[]> =>
    (await robin.get('/integrations/accounts').expect(200)).body.accounts;

  it('is connected and lands where it wanted to, whose own query is kept', async () => {
    await browser.authorize(robin, `${FRONTEND}/settings?tab=calendars&status=old#top`);
    const landing = await browser.arrive(await browser.decide({ email }));
    const [account] = await accounts();
    expect(landing).toMatchObject({
      page: `${FRONTEND}/settings`,
      query: {
        tab: 'calendars',
        integration: 'google',
        status: 'connected',
        oauth_account_id: account!.id,
      },
    });
    expect(landing.query).not.toHaveProperty('code');
  });

  it('lands at the web app when it wanted nothing else', async () => {
    await browser.authorize(robin);
    const landing = await browser.arrive(await browser.decide({ email }));
    expect(landing).toMatchObject({ page: `${FRONTEND}/`, query: { status: 'connected' } });
  });

  it.each(['no cookie', "another browser's cookie", 'a made-up cookie', 'a broken cookie'])(
    'with %s exchanges nothing and has the signed-in app finish',
    async (kind) => {
      await browser.authorize(robin);
      const callback = await browser.decide({ email });
      const other = new Browser(service);
      if (kind.startsWith('another')) await other.authorize(await service.signUp('Mallory'));
      if (kind === 'a made-up cookie') other.setCookie = `billops_oauth=${'x'.repeat(43)}`;
      if (kind === 'a broken cookie') other.setCookie = 'billops_oauth=j:{"$ne":1}';

      const landing = await other.arrive(callback);
      expect(landing).toEqual({
        page: `${FRONTEND}/`,
        origin: FRONTEND,
        query: { integration: 'google', status: 'confirm' },
        fragment: { code: callback.code, state: callback.state },
      });
      expect(await requestsOf(service, 'token')).toBe(0);
      expect(await accounts()).toEqual([]);

      const { code, state } = landing.fragment;
      await robin.post('/integrations/google/callback', { code, state }).expect(200);
      expect(await accounts()).toHaveLength(1);
    },
  );

  it('cannot be made to connect an attacker to a victim who confirms', async () => {
    const mallory = await service.signUp('Mallory');
    await browser.authorize(mallory);
    const { fragment } = await new Browser(service).arrive(await browser.decide({ email }));
    const { body } = await robin.post('/integrations/google/callback', fragment).expect(400);
    expect(body.code).toBe('invalid_state');
    expect(await accounts()).toEqual([]);
  });

  it('may have begun in two tabs, and finishes both', async () => {
    await browser.authorize(robin);
    const first = await browser.decide({ email });
    await browser.authorize(robin);
    const second = await browser.decide({ email });
    expect((await browser.arrive(first)).query.status).toBe('connected');
    expect((await browser.arrive(second)).query.status).toBe('connected');
    expect(await accounts()).toHaveLength(1);
  });

  it('is told that the person refused, and the state is used up', async () => {
    await browser.authorize(robin, `${FRONTEND}/settings`);
    const refusal = await browser.decide({ deny: true });
    const expected = { integration: 'google', status: 'error', code: 'access_denied' };
    expect(await browser.arrive(refusal)).toMatchObject({ page: `${FRONTEND}/settings`, query: expected });
    const again = await browser.arrive(refusal);
    expect(again.query).toEqual({ ...expected, code: 'invalid_state' });
    expect(await requestsOf(service, 'token')).toBe(0);
  });

  it.each([
    ['consent_required', 'consent_required'],
    ['server_error', 'oauth_failed'],
  ])('is told what %s means', async (error, code) => {
    await browser.authorize(robin);
    const { state } = await browser.decide({ deny: true });
    expect((await browser.arrive({ state: state, error })).query).toMatchObject({ status: 'error', code });
  });

  it('cannot use up the state of another browser by a refusal', async () => {
    await browser.authorize(robin);
    const callback = await browser.decide({ email });
    await new Browser(service).arrive({ state: callback.state, error: 'access_denied' });
    expect((await browser.arrive(callback)).query.status).toBe('connected');
  });

  it.each<[string, object]>([
    ['the provider says another error', { error: 'server_error' }],
    ['the provider says nothing', {}],
    ['there are two codes', { code: ['4/0Aa', '4/0Ab'] }],
  ])('is told oauth_failed when %s', async (_, answer) => {
    await browser.authorize(robin);
    const { state } = browser.begun;
    expect((await browser.arrive({ state, ...answer })).query).toMatchObject({
      status: 'error',
      code: 'oauth_failed',
    });
    expect(await requestsOf(service, 'token')).toBe(0);
  });

  it.each<[string, object]>([
    ['unknown', { code: 'c', state: 'x'.repeat(43) }],
    ['missing', { code: 'c' }],
    ['doubled', { code: 'c', state: ['a', 'b'] }],
    ['an object', { code: 'c', 'state[a]': 'b' }],
    ['empty', { code: 'c', state: '' }],
  ])('lands at the web app with invalid_state when the state is %s', async (_, query) => {
    expect(await browser.arrive(query)).toEqual({
      page: `${FRONTEND}/`,
      origin: FRONTEND,
      query: { integration: 'google', status: 'error', code: 'invalid_state' },
      fragment: {},
    });
  });

  it('lands at the web app with invalid_state when it comes a second time, or too late', async () => {
    await browser.authorize(robin, `${FRONTEND}/settings`);
    const used = await browser.decide({ email });
    await browser.arrive(used);
    await browser.authorize(robin, `${FRONTEND}/settings`);
    const old = await browser.decide({ email });
    await service.sql(`UPDATE oauth_states SET expires_at = now() - interval '1 second'`);
    for (const callback of [used, old]) {
      expect(await browser.arrive(callback)).toMatchObject({
        page: `${FRONTEND}/`,
        query: { status: 'error', code: 'invalid_state' },
      });
    }
    expect(await requestsOf(service, 'token')).toBe(1);
  });

  it('exchanges once, however often it arrives at once', async () => {
    await browser.authorize(robin);
    const callback = await browser.decide({ email });
    const landings = await Promise.all(Array.from({ length: 20 }, () => browser.arrive(callback)));
    expect(landings.filter(({ query }) => query.status === 'connected')).toHaveLength(1);
    expect(await requestsOf(service, 'token')).toBe(1);
  });

  it.each<[string, number, string, string]>([
    ['provider_error', 500, 'token', 'the token endpoint is broken'],
    ['unavailable', 429, 'token', 'the token endpoint throttles'],
    ['provider_error', 500, 'calendarList', 'the list of calendars is broken'],
  ])('is told %s in the address when (%i, %s) %s', async (code, status, kind) => {
    await service.google.addFault({ kind: kind as 'token', effect: { type: 'status', status } });
    await browser.authorize(robin);
    const before = await storedAccounts(service);
    const landing = await browser.arrive(await browser.decide({ email }));
    expect(landing.query).toEqual({ integration: 'google', status: 'error', code });
    expect(await storedAccounts(service)).toEqual(before);
  });

  it('is told internal_error in the address when the fault is ours', async () => {
    await browser.authorize(robin);
    const callback = await browser.decide({ email });
    await service.sql(`UPDATE oauth_states SET code_verifier_box = 'v1.test.AAAA'`);
    expect((await browser.arrive(callback)).query).toMatchObject({ status: 'error', code: 'internal_error' });
  });

  it('lands with oauth_failed after a refused code, and with missing_scope after an unticked box', async () => {
    await browser.authorize(robin);
    const failed = await browser.arrive({ state: browser.begun.state, code: 'made up' });
    expect(failed.query).toMatchObject({ status: 'error', code: 'oauth_failed' });
    await browser.authorize(robin);
    const { auth_url: authUrl } = browser.begun;
    const { location } = await service.google.authorize({ authUrl, email, grantedScopes: [] });
    const unticked = await browser.arrive(Object.fromEntries(new URL(location).searchParams));
    expect(unticked.query).toMatchObject({ status: 'error', code: 'missing_scope' });
    expect(await accounts()).toEqual([]);
  });
});
