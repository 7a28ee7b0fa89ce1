import { createHash } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose';
import { guidOf } from './account.directory';
import { SANDBOX_APP } from './microsoft.simulator';
import { refusalOf, ROBIN, SCOPE, TestBed, Tokens } from './microsoft.test-bed';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('Signing in with Microsoft', () => {
  let microsoft: TestBed;
  beforeAll(async () => {
    microsoft = await TestBed.start({ redirectUris: [TestBed.REDIRECT_URI] });
  });
  afterAll(() => microsoft.close());
  beforeEach(() => microsoft.robinSignsIn());

  const code = async (params = {}) => (await microsoft.consent(params)).get('code') ?? '';
  const answer = async (response: Promise<Response>) => (await (await response).json()) as Tokens;

  describe('consent', () => {
    it('is asked for on a page, whatever else the request carries', async () => {
      const page = await (await fetch(microsoft.authUrl({ claims: '{}', 'x-client-SKU': 'msal' }))).text();
      expect(page).toContain(ROBIN);
      expect(page).toContain('Calendars.Read');
      expect(page).toContain('See your calendars and events');
    });

    it('sends the browser back with a code and the state', async () => {
      const url = new URL(microsoft.authUrl());
      const form = { ...Object.fromEntries(url.searchParams), account: ROBIN, decision: 'allow' };
      const body = new URLSearchParams(form);
      const response = await fetch(`${url.origin}${url.pathname}`, {
        method: 'POST',
        body,
        redirect: 'manual',
      });
      expect(response.status).toBe(302);
      const back = new URL(response.headers.get('location') ?? '').searchParams;
      expect([...back.keys()]).toEqual(['state', 'code', 'session_state']);
      expect((await microsoft.exchange({ code: back.get('code') ?? '' })).status).toBe(200);
    });

    it('sends access_denied back when the user cancels', async () => {
      expect(Object.fromEntries(await microsoft.consent({}, { deny: true }))).toEqual({
        ...{ state: 'the state', error: 'access_denied', error_subcode: 'cancel' },
        error_description: expect.stringMatching(/^AADSTS65004: /),
      });
    });

    it('sends consent_required back where an administrator has to consent', async () => {
      await microsoft.control.settings({ adminConsentRequired: true });
      expect(Object.fromEntries(await microsoft.consent())).toMatchObject({
        error: 'consent_required',
        error_description: expect.stringMatching(/^AADSTS90094: /),
      });
    });

    it('is silent with prompt=none, for whoever consented before', async () => {
      const location = async (login_hint: string, scope = SCOPE) => {
        const url = microsoft.authUrl({ prompt: 'none', login_hint, scope });
        const response = await fetch(url, { redirect: 'manual' });
        return new URL(response.headers.get('location') ?? '').searchParams;
      };
      expect((await location(ROBIN)).get('code')).toBeTruthy();
      expect((await location(ROBIN, 'Calendars.ReadWrite')).get('error')).toBe('consent_required');
      expect((await location('nobody@example.com')).get('error')).toBe('login_required');
    });

    it.each([
      ['an unknown client', { client_id: 'somebody else' }, 'common', 'AADSTS700016'],
      ['an address that is not registered', { redirect_uri: 'http://localhost/' }, 'common', 'AADSTS50011'],
      ['a missing response type', { response_type: '' }, 'common', 'AADSTS900144'],
      ['an unknown tenant', {}, guidOf('elsewhere'), 'AADSTS90002'],
    ])('shows %s on its own page, without a redirect', async (_, params, tenant, error) => {
      const response = await fetch(microsoft.authUrl(params, tenant), { redirect: 'manual' });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(error);
    });

    it("lets nobody from elsewhere in through a directory's own address", async () => {
      const email = 'eve@elsewhere.example';
      const tenantId = guidOf('elsewhere');
      await microsoft.control.seedAccounts({ accounts: [{ email, tenantId }] });
      const authUrl = microsoft.authUrl({}, SANDBOX_APP.tenantId);
      await expect(microsoft.control.authorize({ authUrl, email })).rejects.toThrow(/AADSTS50020/);
      const { id_token = '' } = await microsoft.signIn({}, { email });
      expect(decodeJwt(id_token)).toMatchObject({ tid: tenantId });
    });
  });

  describe('the code exchange', () => {
    it('tells who signed in, with a signature that the published keys verify', async () => {
      const form = { code: await code({ nonce: 'the nonce' }), client_info: '1' };
      const tokens = await answer(microsoft.exchange(form));
      expect(tokens).toMatchObject({
        ...{ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 },
        ...{ access_token: expect.any(String), refresh_token: expect.any(String) },
        scope: 'openid profile email User.Read Calendars.Read',
      });
      const configuration = await fetch(`${microsoft.url}/common/v2.0/.well-known/openid-configuration`);
      const { jwks_uri } = (await configuration.json()) as { jwks_uri: string };
      const keys = createLocalJWKSet((await (await fetch(jwks_uri)).json()) as JSONWebKeySet);
      const options = { audience: SANDBOX_APP.clientId, currentDate: new Date('2026-03-16T08:00:01Z') };
      const { payload } = await jwtVerify(tokens.id_token ?? '', keys, options);
      expect(payload).toMatchObject({
        ...{ ver: '2.0', tid: SANDBOX_APP.tenantId, oid: expect.stringMatching(GUID), nonce: 'the nonce' },
        iss: `https://login.microsoftonline.com/${SANDBOX_APP.tenantId}/v2.0`,
        ...{ preferred_username: ROBIN, email: ROBIN, name: 'Robin Berger' },
      });
      const info: unknown = JSON.parse(Buffer.from(tokens.client_info ?? '', 'base64url').toString());
      expect(info).toEqual({ uid: payload.oid, utid: payload.tid });
    });

    it('takes a code once, and for ten minutes', async () => {
      const [once, old] = [await code(), await code()];
      expect((await microsoft.exchange({ code: once })).status).toBe(200);
      expect(await refusalOf(await microsoft.exchange({ code: once }))).toBe('400 AADSTS54005');
      await microsoft.control.clock({ now: '2026-03-16T08:10:00Z' });
      expect(await refusalOf(await microsoft.exchange({ code: old }))).toBe('400 AADSTS70008');
      expect(await refusalOf(await microsoft.exchange({ code: 'made up' }))).toBe('400 AADSTS70000');
    });

    it('wants the secret, the client and the redirect address of the request', async () => {
      const refused = async (form: object) =>
        refusalOf(await microsoft.exchange({ code: await code(), ...form }));
      expect(await refused({ client_secret: 'guess' })).toBe('401 AADSTS7000215');
      expect(await refused({ client_secret: '' })).toBe('401 AADSTS7000218');
      expect(await refused({ client_id: 'guess' })).toBe('400 AADSTS700016');
      expect(await refused({ redirect_uri: 'http://localhost/' })).toBe('400 AADSTS500112');
    });

    it('checks the challenge', async () => {
      const code_challenge = createHash('sha256').update('the verifier').digest('base64url');
      const exchange = async (form: object) => {
        const challenged = await code({ code_challenge, code_challenge_method: 'S256' });
        return microsoft.exchange({ code: challenged, ...form });
      };
      expect(await refusalOf(await exchange({}))).toBe('400 AADSTS501481');
      expect(await refusalOf(await exchange({ code_verifier: 'another' }))).toBe('400 AADSTS501481');
      expect((await exchange({ code_verifier: 'the verifier' })).status).toBe(200);
    });

    it('spells scopes as it likes', async () => {
      await microsoft.control.settings({ scopeSpelling: 'prefixed' });
      expect((await microsoft.signIn()).scope).toContain(' https://graph.microsoft.com/Calendars.Read');
      await microsoft.control.settings({ scopeSpelling: 'mixedCase' });
      expect((await microsoft.signIn()).scope).toContain(' https://Graph.Microsoft.com/calendars.read');
    });

    it('leaves out what was not granted, and Graph refuses the token for it', async () => {
      const tokens = await microsoft.signIn({}, { grantedScopes: ['User.Read'] });
      expect(tokens.scope).toBe('openid profile email User.Read');
      const calendars = await microsoft.get('/v1.0/me/calendars', {}, { as: tokens.access_token });
      expect(await refusalOf(calendars)).toBe('403 ErrorAccessDenied');
    });

    it('gives no refresh token without offline_access', async () => {
      expect(await microsoft.signIn({ scope: 'openid Calendars.Read' })).not.toHaveProperty('refresh_token');
    });
  });

  describe('refresh tokens', () => {
    it('are replaced by each use, and stay good themselves', async () => {
      const { refresh_token: old } = await microsoft.signIn();
      const { refresh_token: next, access_token } = await answer(microsoft.refresh(old));
      expect(next).not.toBe(old);
      expect((await microsoft.refresh(old)).status).toBe(200);
      expect((await microsoft.refresh(next)).status).toBe(200);
      expect((await microsoft.get('/v1.0/me', {}, { as: access_token })).status).toBe(200);
    });

    it('are dead when the grant is revoked, and stay dead when there is a new one', async () => {
      const { refresh_token, access_token } = await microsoft.signIn();
      await microsoft.control.revokeGrant({ email: ROBIN });
      const response = await microsoft.refresh(refresh_token);
      expect(await response.clone().json()).toEqual({
        error: 'invalid_grant',
        error_description: expect.stringMatching(
          /^AADSTS50173: .* Trace ID: .* Correlation ID: .* Timestamp: .*Z$/,
        ),
        error_codes: [50173],
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
        trace_id: expect.stringMatching(GUID),
        correlation_id: expect.stringMatching(GUID),
        error_uri: 'https://login.microsoftonline.com/error?code=50173',
      });
      expect((await microsoft.get('/v1.0/me', {}, { as: access_token })).status).toBe(401);
      await microsoft.signIn();
      expect(await refusalOf(await microsoft.refresh(refresh_token))).toBe('400 AADSTS50173');
    });

    it('expire when nobody uses them for ninety days, or on orders', async () => {
      const { refresh_token } = await microsoft.signIn();
      await microsoft.control.expireRefreshTokens({ email: ROBIN });
      expect(await refusalOf(await microsoft.refresh(refresh_token))).toBe('400 AADSTS700082');
      const { refresh_token: other } = await microsoft.signIn();
      await microsoft.control.clock({ now: '2026-06-14T08:00:00Z' });
      expect(await refusalOf(await microsoft.refresh(other))).toBe('400 AADSTS700082');
    });

    it('open no more than was granted', async () => {
      const { refresh_token } = await microsoft.signIn();
      const more = await microsoft.refresh(refresh_token, { scope: 'https://graph.microsoft.com/Mail.Read' });
      expect(await more.json()).toMatchObject({ error_codes: [65001], suberror: 'consent_required' });
      const same = { scope: 'https://graph.microsoft.com/calendars.read openid' };
      expect((await microsoft.refresh(refresh_token, same)).status).toBe(200);
    });
  });

  it('fails in the words of Entra', async () => {
    const refused = async (status: number, reason?: string) => {
      await microsoft.control.addFault({ kind: 'token', effect: { type: 'status', status, reason } });
      return (await microsoft.refresh('any')).json();
    };
    expect(await refused(400)).toMatchObject({ error: 'invalid_grant', error_codes: [50173] });
    expect(await refused(400, 'AADSTS50076')).toMatchObject({
      ...{ error: 'invalid_grant', suberror: 'basic_action', claims: expect.stringContaining('capolids') },
    });
    expect(await refused(400, '53003')).toMatchObject({ error_codes: [53003] });
    expect(await refused(401, 'invalid_client')).toMatchObject({ error_codes: [7000215] });
    expect(await refused(401, 'AADSTS7000222')).toMatchObject({ error: 'invalid_client' });
    expect(await refused(503)).toMatchObject({ error: 'temporarily_unavailable', error_codes: [90033] });
    expect(await refused(429)).toMatchObject({ error: 'temporarily_unavailable', error_codes: [90055] });
    expect(await refused(400, 'interaction_required')).toMatchObject({ error: 'interaction_required' });
  });
});
