import type { FaultEffect, FaultRule } from '../../sandbox/google/fault';
import type { Api } from '../harness/api';
import { type Callback, consent, type GoogleService, startGoogleService } from '../harness/google-service';
import { newGoogleAccount, requestsOf, storedAccounts, limitsOf } from './people';

const TROUBLE: [string, FaultEffect][] = [
  ['is broken', { type: 'status', status: 500 }],
  ['is overloaded', { type: 'status', status: 503 }],
  ['is silent', { type: 'hang' }],
  ['drips', { type: 'drip', everyMs: 20 }],
  ['hangs up', { type: 'reset' }],
  ['breaks off', { type: 'halfJson' }],
  ['shows a web page', { type: 'htmlPage' }],
  ['confuses types', { type: 'wrongTypes' }],
  ['sends a bomb', { type: 'gzipBomb', megabytes: 100 }],
];

describe('Connecting in vain', () => {
  let service: GoogleService;
  let robin: Api;
  let email: string;
  let callback: Callback;

  beforeAll(async () => {
    service = await startGoogleService();
    const limits = limitsOf(service);
    limits.token.deadlineMs = 1_000;
    limits.data.deadlineMs = 1_000;
  });
  beforeEach(async () => {
    robin = await service.signUp('Robin');
    email = await newGoogleAccount(service);
    await service.google.clearFaults();
    await service.google.clearRequests();
    callback = await consent(service, robin, email);
  });
  afterAll(() => service.close());

  const finish = (body: object = callback): ReturnType<Api['post']> =>
    robin.post('/integrations/google/callback', body);
  const fault = (rule: FaultRule): Promise<unknown> => service.google.addFault(rule);

  async function leavesNothing(work: () => Promise<unknown>): Promise<void> {
    const before = await storedAccounts(service);
    await work();
    expect(await storedAccounts(service)).toEqual(before);
    expect((await robin.get('/integrations/accounts').expect(200)).body.accounts).toEqual([]);
  }

  it.each(['made up', '4/0Amadeup', 'x'.repeat(2048)])(
    'says oauth_failed for a refused code',
    async (code) => {
      await leavesNothing(async () => {
        const { body } = await finish({ ...callback, code }).expect(400);
        expect(body).toMatchObject({ code: 'oauth_failed', detail: expect.stringMatching(/again/i) });
      });
    },
  );

  it('says missing_scope when the calendar was unticked', async () => {
    const { body: begun } = await robin.get('/integrations/google/authorize').expect(200);
    const { location } = await service.google.authorize({
      authUrl: begun.auth_url,
      email,
      grantedScopes: [],
    });
    const code = new URL(location).searchParams.get('code');
    await leavesNothing(async () => {
      const { body } = await finish({ code, state: begun.state }).expect(400);
      expect(body).toMatchObject({ code: 'missing_scope', detail: expect.stringMatching(/calendar/i) });
    });
  });

  it('says missing_scope when the grant cannot list calendars, whatever it claims', async () => {
    await fault({
      kind: 'calendarList',
      effect: { type: 'status', status: 403, reason: 'insufficientPermissions' },
    });
    await leavesNothing(async () => expect((await finish().expect(400)).body.code).toBe('missing_scope'));
  });

  it.each(TROUBLE)('says provider_error when the token endpoint %s', async (_, effect) => {
    await fault({ kind: 'token', effect });
    await leavesNothing(async () => expect((await finish().expect(502)).body.code).toBe('provider_error'));
    expect(await requestsOf(service, 'token')).toBe(1);
  });

  it.each(TROUBLE)('says provider_error when the list of calendars %s', async (_, effect) => {
    await fault({ kind: 'calendarList', effect });
    await leavesNothing(async () => expect((await finish().expect(502)).body.code).toBe('provider_error'));
    expect(await requestsOf(service, 'calendarList')).toBe(1);
  });

  it('blames nobody but the service when the provider refuses the client', async () => {
    await fault({ kind: 'token', effect: { type: 'status', status: 401, reason: 'invalid_client' } });
    await leavesNothing(async () => {
      const { body } = await finish().expect(502);
      expect(body).toMatchObject({ code: 'provider_error', detail: expect.stringMatching(/operator/) });
    });
  });

  it.each<['token' | 'calendarList', string, Record<string, string>, RegExp]>([
    ['token', 'seconds', { 'retry-after': '77' }, /^77$/],
    ['calendarList', 'seconds', { 'retry-after': '77' }, /^77$/],
    ['token', 'nothing', {}, /^[1-9]\d?$/],
    ['calendarList', 'nothing', {}, /^[1-9]\d?$/],
  ])('says when to come back if the %s throttles and names %s', async (kind, _, headers, expected) => {
    await fault({ kind, effect: { type: 'status', status: 429, headers } });
    await leavesNothing(async () => {
      const { body, headers: answered } = await finish().expect(503);
      expect(body.code).toBe('unavailable');
      expect(answered['retry-after']).toMatch(expected);
    });
  });

  it('uses the state up all the same', async () => {
    await fault({ kind: 'token', effect: { type: 'status', status: 500 } });
    await finish().expect(502);
    expect((await finish().expect(400)).body.code).toBe('invalid_state');
    expect(await requestsOf(service, 'token')).toBe(1);
  });

  it('says that lasting access is missing when the provider gives no refresh token', async () => {
    await service.google.settings({ withholdRefreshToken: true });
    await leavesNothing(async () => {
      const { body } = await finish().expect(400);
      expect(body).toMatchObject({ code: 'oauth_failed', detail: expect.stringMatching(/lasting access/) });
    });
    await service.google.settings({ withholdRefreshToken: false });
  });
});

describe('Without its variables a provider', () => {
  const NAMES = ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET', 'GOOGLE_REDIRECT_URI'];
  let service: GoogleService;
  let robin: Api;
  beforeAll(async () => {
    service = await startGoogleService({ GOOGLE_CLIENT_SECRET: '', GOOGLE_REDIRECT_URI: '' });
    robin = await service.signUp('Robin');
  });
  afterAll(() => service.close());

  it.each<[string, (user: Api) => ReturnType<Api['get']>]>([
    ['authorize', (user) => user.get('/integrations/google/authorize')],
    ['callback', (user) => user.post('/integrations/google/callback', { code: 'c', state: 's' })],
    ['browser callback', (user) => user.get('/integrations/google/callback?code=c&state=s')],
    [
      'calendars',
      (user) => user.get(`/integrations/google/calendars?oauth_account_id=${crypto.randomUUID()}`),
    ],
    [
      'select-calendar',
      (user) =>
        user.post('/integrations/google/select-calendar', {
          calendar_id: 'a',
          oauth_account_id: crypto.randomUUID(),
        }),
    ],
    ['sync', (user) => user.post(`/integrations/google/${crypto.randomUUID()}/sync`)],
    ['authorize for another site', (user) => user.get('/integrations/google/authorize?return_to=//evil')],
    ['an empty callback', (user) => user.post('/integrations/google/callback', {})],
    ['the calendars of no account', (user) => user.get('/integrations/google/calendars')],
    ['an empty select-calendar', (user) => user.post('/integrations/google/select-calendar', {})],
    ['the sync of no calendar', (user) => user.post('/integrations/google/none/sync')],
  ])('is switched off at %s, and says what is missing', async (_, ask) => {
    const { body } = await ask(robin).expect(503);
    expect(body.code).toBe('provider_not_configured');
    const named = NAMES.filter((name) => body.detail.includes(name));
    expect(named).toEqual(['GOOGLE_CLIENT_SECRET', 'GOOGLE_REDIRECT_URI']);
  });

  it('is not where nobody is: that is 404, however little was sent', async () => {
    await robin.get('/integrations/yahoo/calendars').expect(404);
    await robin.post('/integrations/yahoo/callback', {}).expect(404);
    await robin.post('/integrations/yahoo/select-calendar', {}).expect(404);
    await robin.post('/integrations/yahoo/none/sync').expect(404);
  });

  it('leaves the rest to work', async () => {
    await robin.get('/integrations/accounts').expect(200);
    await robin.get('/integrations/calendars').expect(200);
    await robin.get('/time-entries').expect(200);
    await robin.post('/clients', { name: 'Acme' }).expect(201);
  });

  it.each(['outlook', 'GOOGLE', 'constructor', '__proto__', 'accounts', 'jobs', 'rules'])(
    'is not "%s": that is 404',
    async (name) => {
      // There is a route for one job, and neither 'authorize' nor 'callback' is an id of one.
      const [status, code] = name === 'jobs' ? [400, 'validation_failed'] : [404, 'not_found'];
      const { body } = await robin.get(`/integrations/${name}/authorize`).expect(status);
      expect(body.code).toBe(code);
      await robin.post(`/integrations/${name}/callback`, { code: 'c', state: 's' }).expect(404);
      await robin.get(`/integrations/${name}/callback?code=c&state=s`).expect(status);
    },
  );
});
