import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { SANDBOX_CLIENT } from './google.simulator';
import { CALENDAR_READONLY, refusalOf, ROBIN, TestBed, Tokens } from './google.test-bed';

const EMAIL_SCOPE = 'https://www.googleapis.com/auth/userinfo.email';

describe('Signing in with Google', () => {
  let google: TestBed;
  beforeAll(async () => {
    google = await TestBed.start({ redirectUris: [TestBed.REDIRECT_URI] });
  });
  afterAll(() => google.close());
  beforeEach(() => google.robinSignsIn());

  const code = async (params = {}) => (await google.consent(params)).get('code') ?? '';
  const refresh = async (token: string | undefined) => (await google.refresh(token ?? '')).status;

  describe('consent', () => {
    it('shows the accounts and the scopes that can be unticked', async () => {
      const page = await (await fetch(google.authUrl())).text();
      expect(page).toContain(ROBIN);
      expect(page).toContain(`name="granted" value="${CALENDAR_READONLY}" checked`);
      expect(page).toContain('See your calendars and events');
      expect(page).not.toContain('name="granted" value="openid"');
    });

    it('sends the browser back with code, scope and state', async () => {
      const form = Object.fromEntries(new URL(google.authUrl()).searchParams);
      const answer = { ...form, account: ROBIN, granted: CALENDAR_READONLY, decision: 'allow' };
      const response = await google.post('/o/oauth2/v2/auth', answer);
      expect(response.status).toBe(302);
      const { searchParams } = new URL(response.headers.get('location') ?? '');
      expect(searchParams.get('state')).toBe('the state');
      expect(searchParams.get('scope')).toBe(`openid ${EMAIL_SCOPE} ${CALENDAR_READONLY}`);
      expect((await google.exchange({ code: searchParams.get('code') ?? '' })).status).toBe(200);
    });

    it('sends access_denied back when the user cancels', async () => {
      const answer = await google.consent({}, { deny: true });
      expect(Object.fromEntries(answer)).toEqual({ state: 'the state', error: 'access_denied' });
    });

    it('leaves an unticked scope out, and the API refuses the token for it', async () => {
      const tokens = await google.signIn({}, { grantedScopes: [] });
      expect(tokens.scope).toBe(`openid ${EMAIL_SCOPE}`);
      const response = await google.listEvents({}, { as: tokens.access_token });
      expect(await refusalOf(response)).toBe('403 insufficientPermissions');
    });

    it.each([
      ['an unknown client', { client_id: 'somebody else' }, 'invalid_client'],
      [
        'an address that is not registered',
        { redirect_uri: 'http://localhost/callback/' },
        'redirect_uri_mismatch',
      ],
      ['a missing response type', { response_type: '' }, 'invalid_request'],
    ])('shows %s on its own page, without a redirect', async (_, params, error) => {
      const response = await fetch(google.authUrl(params), { redirect: 'manual' });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(`Error 400: ${error}`);
    });
  });

  describe('the code exchange', () => {
    it('tells who signed in', async () => {
      const { id_token = '', ...tokens } = await google.signIn({ prompt: 'consent' });
      expect(decodeJwt(id_token)).toMatchObject({
        ...{ iss: 'https://accounts.google.com', aud: SANDBOX_CLIENT.clientId, sub: expect.any(String) },
        ...{ email: ROBIN, email_verified: true },
      });
      expect(tokens).toMatchObject({
        expires_in: 3599,
        token_type: 'Bearer',
        refresh_token: expect.any(String),
      });
    });

    it('takes a code once', async () => {
      const once = await code();
      expect((await google.exchange({ code: once })).status).toBe(200);
      const again = await google.exchange({ code: once });
      expect([again.status, await again.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
    });

    it('takes a code for ten minutes', async () => {
      const old = await code();
      await google.control.clock({ now: '2026-03-16T08:10:00Z' });
      expect((await google.exchange({ code: old })).status).toBe(400);
    });

    it('wants the redirect address of the request, and the secret', async () => {
      const elsewhere = await google.exchange({ code: await code(), redirect_uri: 'http://localhost/' });
      expect([elsewhere.status, await elsewhere.json()]).toMatchObject([
        400,
        { error: 'redirect_uri_mismatch' },
      ]);
      const stranger = await google.exchange({ code: await code(), client_secret: 'guess' });
      expect([stranger.status, await stranger.json()]).toMatchObject([401, { error: 'invalid_client' }]);
    });

    it.each([
      ['S256', createHash('sha256').update('the verifier').digest('base64url')],
      ['plain', 'the verifier'],
    ])('checks a %s challenge', async (code_challenge_method, code_challenge) => {
      const challenge = { code_challenge, code_challenge_method };
      const status = async (form: object) =>
        (await google.exchange({ code: await code(challenge), ...form })).status;
      expect(await status({})).toBe(400);
      expect(await status({ code_verifier: 'another' })).toBe(400);
      expect(await status({ code_verifier: 'the verifier' })).toBe(200);
    });
  });

  describe('refresh tokens', () => {
    it('come with the first consent, later only when consent is asked for, and never online', async () => {
      expect((await google.signIn()).refresh_token).toBeUndefined();
      expect((await google.signIn({ prompt: 'consent' })).refresh_token).toBeDefined();
      expect(
        (await google.signIn({ prompt: 'consent', access_type: 'online' })).refresh_token,
      ).toBeUndefined();
      await google.control.revokeGrant({ email: ROBIN });
      expect((await google.signIn()).refresh_token).toBeDefined();
    });

    it('can be withheld', async () => {
      await google.control.settings({ withholdRefreshToken: true });
      expect((await google.signIn({ prompt: 'consent' })).refresh_token).toBeUndefined();
    });

    it('give access tokens again and again, without a new refresh token', async () => {
      const { refresh_token } = await google.signIn({ prompt: 'consent' });
      const answer = (await (await google.refresh(refresh_token ?? '')).json()) as Tokens;
      expect(answer).not.toHaveProperty('refresh_token');
      expect((await google.listEvents({}, { as: answer.access_token })).status).toBe(200);
      expect(await refresh(refresh_token)).toBe(200);
    });

    it('rotate on orders: the old one is dead', async () => {
      const { refresh_token } = await google.signIn({ prompt: 'consent' });
      await google.control.settings({ rotateRefreshTokens: true });
      const answer = (await (await google.refresh(refresh_token ?? '')).json()) as Tokens;
      expect(await refresh(refresh_token)).toBe(400);
      expect(await refresh(answer.refresh_token)).toBe(200);
    });

    it('are a hundred for an account; one more kills the oldest', async () => {
      await google.control.revokeGrant({ email: ROBIN });
      const [oldest, second] = [await google.signIn(), await google.signIn({ prompt: 'consent' })];
      for (let n = 0; n < 99; n++) await google.signIn({ prompt: 'consent' });
      expect(await refresh(oldest.refresh_token)).toBe(400);
      expect(await refresh(second.refresh_token)).toBe(200);
      expect((await google.control.grants()).grants[0]?.refreshTokens).toBe(100);
    });
  });

  describe('access tokens', () => {
    const rejected = async (as: string) => refusalOf(await google.listEvents({}, { as }));

    it('expire after their life, which is adjustable', async () => {
      await google.control.settings({ accessTokenLifetime: 60 });
      const { access_token, expires_in } = await google.signIn();
      expect(expires_in).toBe(60);
      await google.control.clock({ now: '2026-03-16T08:01:00Z' });
      expect(await rejected(access_token)).toBe('401 authError');
    });

    it('expire on orders', async () => {
      const { access_token } = await google.signIn();
      await google.control.expireAccessTokens({ email: ROBIN });
      expect(await rejected(access_token)).toBe('401 authError');
    });
  });

  describe('revocation', () => {
    it('of either token ends the whole grant', async () => {
      const tokens = await google.signIn({ prompt: 'consent' });
      const other = await google.signIn({ prompt: 'consent' });
      const response = await google.post(`/revoke?token=${tokens.access_token}`);
      expect([response.status, await response.json()]).toEqual([200, {}]);
      expect(await refresh(tokens.refresh_token)).toBe(400);
      expect(await refresh(other.refresh_token)).toBe(400);
      expect((await google.listEvents({}, { as: other.access_token })).status).toBe(401);
    });

    it('takes the token from the form too, and refuses a dead one', async () => {
      const { refresh_token = '' } = await google.signIn({ prompt: 'consent' });
      expect((await google.post('/revoke', { token: refresh_token })).status).toBe(200);
      const again = await google.post('/revoke', { token: refresh_token });
      expect([again.status, await again.json()]).toMatchObject([400, { error: 'invalid_token' }]);
    });
  });
});
