import { createHash } from 'node:crypto';
import { ACME, KIM, ROBIN, TestBed } from './slack.test-bed';
import { SANDBOX_SLACK_APP } from './slack.simulator';
import { JsonObject, objectIn } from './json.value';

describe('Installing an app into simulated Slack', () => {
  let slack: TestBed;
  beforeAll(async () => {
    slack = await TestBed.start();
  });
  afterAll(() => slack.close());
  beforeEach(async () => {
    await slack.acmeInstalls();
    await slack.control.revokeGrant({ email: ACME });
  });

  const { clientId: client_id, clientSecret: client_secret } = SANDBOX_SLACK_APP;
  const exchange = async (form: JsonObject): Promise<JsonObject> => {
    const args = { client_id, client_secret, redirect_uri: TestBed.REDIRECT_URI, ...form };
    const response = await slack.post('/api/oauth.v2.access', args);
    expect(response.status).toBe(200);
    return objectIn(await response.json());
  };
  const allow = async (params = {}, who: { user?: string; orgWide?: boolean } = { user: ROBIN }) => {
    const { location } = await slack.control.authorize({ authUrl: slack.authUrl(params), ...who });
    return new URL(location).searchParams.get('code') ?? '';
  };

  describe('the page', () => {
    const submit = (form: JsonObject, params = {}) => {
      const { search, pathname } = new URL(slack.authUrl(params));
      return slack.post(pathname, { ...Object.fromEntries(new URLSearchParams(search)), ...form });
    };

    it('asks who it is, and in which workspace', async () => {
      const html = await (await fetch(slack.authUrl())).text();
      expect(html).toContain(`value="${ACME}/${ROBIN}"`);
      expect(html).toContain('Kim Lee in Acme');
      expect(html).toContain('Send messages as the app');
    });

    it('sends the browser back with a code and the state', async () => {
      const response = await submit({ decision: 'allow', account: `${ACME}/${KIM}` });
      const back = new URL(response.headers.get('location') ?? '');
      expect(back.origin + back.pathname).toBe(TestBed.REDIRECT_URI);
      expect(back.searchParams.get('state')).toBe('the state');
      const answer = await exchange({ code: back.searchParams.get('code') });
      expect(answer.authed_user).toEqual({ id: KIM });
    });

    it('sends the browser back with access_denied', async () => {
      const response = await submit({ decision: 'cancel' });
      const { searchParams } = new URL(response.headers.get('location') ?? '');
      expect(Object.fromEntries(searchParams)).toEqual({ error: 'access_denied', state: 'the state' });
    });

    it.each([
      ['an unknown client', { client_id: 'nobody' }],
      ['no scope', { scope: '' }],
      ['an address that is none', { redirect_uri: 'nowhere' }],
    ])('sends nobody back for %s', async (_, params) => {
      const response = await fetch(slack.authUrl(params), { redirect: 'manual' });
      expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    });

    it('takes only the registered address, letter by letter', async () => {
      const strict = await TestBed.start({ redirectUris: [TestBed.REDIRECT_URI] });
      expect((await fetch(strict.authUrl())).status).toBe(200);
      expect((await fetch(strict.authUrl({ redirect_uri: `${TestBed.REDIRECT_URI}/` }))).status).toBe(400);
      await strict.close();
    });
  });

  describe('a code', () => {
    it('becomes a bot token', async () => {
      const answer = await exchange({ code: await allow() });
      expect(answer).toEqual({
        ok: true,
        access_token: expect.stringMatching(/^xoxb-/),
        token_type: 'bot',
        scope: 'commands,chat:write',
        bot_user_id: expect.stringMatching(/^U/),
        app_id: SANDBOX_SLACK_APP.appId,
        team: { id: ACME, name: 'Acme' },
        enterprise: null,
        authed_user: { id: ROBIN },
        is_enterprise_install: false,
      });
      const { team_id, user_id } = await slack.call('auth.test', {}, String(answer.access_token));
      expect({ team_id, user_id }).toEqual({ team_id: ACME, user_id: answer.bot_user_id });
    });

    it('is taken with the client in a Basic header', async () => {
      const authorization = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`;
      const args = { code: await allow(), redirect_uri: TestBed.REDIRECT_URI };
      const response = await slack.post('/api/oauth.v2.access', args, { authorization });
      expect(await response.json()).toMatchObject({ ok: true });
    });

    it('is taken once, and for ten minutes', async () => {
      const code = await allow();
      expect(await exchange({ code })).toMatchObject({ ok: true });
      expect(await exchange({ code })).toEqual({ ok: false, error: 'invalid_code' });
      const old = await allow();
      await slack.control.clock({ now: '2026-03-16T08:10:00Z' });
      expect(await exchange({ code: old })).toEqual({ ok: false, error: 'invalid_code' });
    });

    it.each([
      ['invalid_client_id', { client_id: 'nobody' }],
      ['bad_client_secret', { client_secret: 'guess' }],
      ['invalid_code', { code: 'guess' }],
      ['bad_redirect_uri', { redirect_uri: 'http://localhost/callback/' }],
      ['invalid_grant_type', { grant_type: 'password' }],
    ])('is refused with 200 and %s', async (error, form) => {
      expect(await exchange({ code: await allow(), ...form })).toEqual({ ok: false, error });
    });

    it('needs the verifier of its challenge', async () => {
      const code_challenge = createHash('sha256').update('the verifier').digest('base64url');
      const challenge = { code_challenge, code_challenge_method: 'S256' };
      const code_verifier = 'the verifier';
      expect(await exchange({ code: await allow(challenge) })).toMatchObject({
        error: 'invalid_code_verifier',
      });
      expect(await exchange({ code: await allow(challenge), code_verifier })).toMatchObject({ ok: true });
    });
  });

  describe('a second time', () => {
    it('gives the same token, which can do what both installations asked for', async () => {
      const first = await exchange({ code: await allow() });
      const second = await exchange({ code: await allow({ scope: 'users:read' }, { user: KIM }) });
      expect(second.access_token).toBe(first.access_token);
      expect(second.scope).toBe('commands,chat:write,users:read');
    });

    it('gives another token after the app was removed', async () => {
      const first = await exchange({ code: await allow() });
      await slack.control.uninstall({ site: ACME, events: [] });
      const second = await exchange({ code: await allow() });
      expect(second.access_token).not.toBe(first.access_token);
      expect(await slack.call('auth.test', {}, String(first.access_token))).toEqual({
        ok: false,
        error: 'account_inactive',
      });
    });
  });

  describe('for an organisation', () => {
    beforeEach(async () => {
      const enterprise = { id: 'E0GLOBEX', name: 'Globex' };
      const people = (id: string) => [{ id, name: `Person ${id}` }];
      await slack.control.seedWorkspaces({
        workspaces: [
          { id: 'T0EAST', name: 'Globex East', enterprise, users: people('U0EAST') },
          { id: 'T0WEST', name: 'Globex West', enterprise, users: people('U0WEST') },
        ],
      });
    });

    it('has no team, and reaches the people of all workspaces', async () => {
      const answer = await exchange({
        code: await allow({ scope: 'chat:write' }, { user: 'U0EAST', orgWide: true }),
      });
      const enterprise = { id: 'E0GLOBEX', name: 'Globex' };
      expect(answer).toMatchObject({ team: null, enterprise, is_enterprise_install: true });
      const token = String(answer.access_token);
      expect(await slack.call('chat.postMessage', { channel: 'U0WEST', text: 'hi' }, token)).toMatchObject({
        ok: true,
      });
      expect(await slack.call('chat.postMessage', { channel: ROBIN, text: 'hi' }, token)).toMatchObject({
        error: 'channel_not_found',
      });
    });

    it('can be for one of its workspaces alone', async () => {
      const answer = await exchange({ code: await allow({ scope: 'chat:write' }, { user: 'U0EAST' }) });
      expect(answer).toMatchObject({ team: { id: 'T0EAST' }, enterprise: { id: 'E0GLOBEX' } });
      expect(answer.is_enterprise_install).toBe(false);
      const token = String(answer.access_token);
      expect(await slack.call('chat.postMessage', { channel: 'U0WEST', text: 'hi' }, token)).toMatchObject({
        error: 'channel_not_found',
      });
    });
  });
});
