import { Delivery } from './courier';
import { objectIn } from './json.value';
import { signatureOf } from './signature';
import { SANDBOX_SLACK_APP } from './slack.simulator';
import { ACME, Heard, KIM, ROBIN, TestBed } from './slack.test-bed';

describe('What simulated Slack tells the service', () => {
  let slack: TestBed;
  beforeAll(async () => {
    slack = await TestBed.start();
  });
  afterAll(() => slack.close());
  beforeEach(() => slack.acmeInstalls());

  const { signingSecret, appId } = SANDBOX_SLACK_APP;
  const signedRight = ({ headers, body }: Heard): boolean => {
    const timestamp = String(headers['x-slack-request-timestamp']);
    return headers['x-slack-signature'] === signatureOf({ signingSecret, timestamp, body });
  };
  const command = (text = '2h: design', more = {}) =>
    slack.control.sendCommand({ user: ROBIN, text, ...more });

  describe('a command', () => {
    it('is a signed form, with all that Slack says', async () => {
      const { triggerId, responseUrl, message } = await command('2h: “design” & more');
      const [heard] = slack.heard;
      expect(Object.fromEntries(new URLSearchParams(heard?.body))).toEqual({
        token: expect.any(String),
        team_id: ACME,
        team_domain: 'acme',
        channel_id: expect.stringMatching(/^D/),
        channel_name: 'directmessage',
        user_id: ROBIN,
        user_name: 'robin-berger',
        command: '/time',
        text: '2h: “design” &amp; more',
        api_app_id: appId,
        is_enterprise_install: 'false',
        response_url: responseUrl,
        trigger_id: triggerId,
      });
      expect(heard?.headers).toMatchObject({
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(Date.parse('2026-03-16T08:00:00Z') / 1_000),
      });
      expect(signedRight(heard!)).toBe(true);
      expect(message).toBeNull();
    });

    it('says for which organisation the app is installed', async () => {
      await slack.control.seedWorkspaces({
        workspaces: [
          {
            ...{ id: 'T0EAST', name: 'Globex East', enterprise: { id: 'E0GLOBEX', name: 'Globex' } },
            users: [{ id: 'U0EAST', name: 'Ea Stern' }],
          },
        ],
      });
      await slack.control.install({ site: 'E0GLOBEX' });
      await command('today', { user: 'U0EAST' });
      const form = new URLSearchParams(slack.heard[0]?.body);
      expect([form.get('enterprise_id'), form.get('is_enterprise_install')]).toEqual(['E0GLOBEX', 'true']);
    });

    it('names channels and people by their ids where the app wants it so', async () => {
      const typed = '2h #general @kim-lee #acme <!channel>';
      await command(typed);
      await slack.control.settings({ escapeNames: true });
      await command(typed);
      expect(slack.heard.map(({ body }) => new URLSearchParams(body).get('text'))).toEqual([
        '2h #general @kim-lee #acme &lt;!channel&gt;',
        `2h <#C0GENERAL|general> <@${KIM}|kim-lee> #acme &lt;!channel&gt;`,
      ]);
    });

    it.each([
      ['text', 'Logged', ROBIN],
      ['JSON', { response_type: 'ephemeral', text: 'Logged' }, ROBIN],
      ['JSON for the channel', { response_type: 'in_channel', text: 'Logged' }, null],
    ])('is answered with %s', async (_, body, ephemeralTo) => {
      slack.reactions = { '/commands': { body } };
      const { status, latencyMs, message } = await command('2h', { channel: 'C0GENERAL' });
      expect(status).toBe(200);
      expect(latencyMs).toBeGreaterThan(0);
      expect(message).toMatchObject({ text: 'Logged', ephemeralTo, channel: 'C0GENERAL' });
      expect(await slack.textsSeenBy(KIM)).toEqual(ephemeralTo === null ? ['Logged'] : []);
    });

    it.each([
      ['dispatch_failed', { status: 500 }],
      ['dispatch_failed', { status: 302, headers: { location: 'http://127.0.0.1:9/' } }],
      ['operation_timeout', 'silence' as const],
      ['invalid_command_response', { body: { blocks: [{ type: 'surprise' }] } }],
    ])('that fails is told to the user: %s', async (error, reaction) => {
      if (reaction === 'silence') await slack.control.settings({ answerWithin: 50 });
      slack.reactions = { '/commands': reaction };
      await command();
      expect(await slack.textsSeenBy(ROBIN)).toEqual([`/time failed with the error "${error}"`]);
    });

    it('shows nothing to a world that was reset meanwhile', async () => {
      slack.reactions = { '/commands': { body: { response_type: 'in_channel', text: 'Logged' } } };
      slack.onHeard = () => slack.control.reset();
      expect((await command()).message).toBeNull();
      expect((await slack.control.messages()).messages).toEqual([]);
    });

    it('can be forged in every part', async () => {
      const forged = async (forge: object) => (await command('2h', { forge })).request;
      expect((await forged({ signature: 'v0=abc' })).headers['x-slack-signature']).toBe('v0=abc');
      expect(await forged({ signature: null })).not.toHaveProperty(['headers', 'x-slack-signature']);
      await forged({ timestamp: 1, body: 'ssl_check=1' });
      await forged({ signingSecret: 'guess' });
      await forged({ sentBody: 'truncat' });
      await forged({ headers: { 'x-forwarded-for': '10.0.0.1' } });
      expect(slack.heard.map(signedRight)).toEqual([false, false, true, false, false, true]);
      expect(slack.heard[2]).toMatchObject({
        body: 'ssl_check=1',
        headers: { 'x-slack-request-timestamp': '1' },
      });
    });

    it('can be replayed to the letter', async () => {
      const { request } = await command();
      const again: Delivery = await slack.control.resend(request);
      expect(again.status).toBe(200);
      expect(slack.heard[1]?.body).toBe(slack.heard[0]?.body);
      expect(signedRight(slack.heard[1]!)).toBe(true);
    });

    it('goes nowhere as long as nobody says where', async () => {
      const lonely = await TestBed.start({ targets: {} });
      await lonely.acmeInstalls();
      await expect(lonely.control.sendCommand({ user: ROBIN })).rejects.toThrow('commandsUrl is not set');
      await lonely.close();
    });
  });

  describe('an event', () => {
    const event = { type: 'app_uninstalled' };

    it('is a signed envelope', async () => {
      const { eventId } = await slack.control.sendEvent({ site: ACME, event });
      const [heard] = slack.heard;
      expect(signedRight(heard!)).toBe(true);
      expect(JSON.parse(heard!.body)).toMatchObject({
        ...{ type: 'event_callback', team_id: ACME, api_app_id: appId, event },
        ...{ event_id: eventId, event_time: Date.parse('2026-03-16T08:00:00Z') / 1_000 },
        authorizations: [{ team_id: ACME, is_bot: true, is_enterprise_install: false }],
      });
      expect(heard?.headers).not.toHaveProperty('x-slack-retry-num');
    });

    it('is told again, three times, with the reason', async () => {
      await slack.control.settings({ eventRetryDelays: [0, 0, 0] });
      slack.reactions = { '/events': { status: 503 } };
      const { attempts } = await slack.control.sendEvent({ site: ACME, event });
      expect(attempts.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
      const retries = slack.heard.map(({ headers }) => [
        headers['x-slack-retry-num'],
        headers['x-slack-retry-reason'],
      ]);
      expect(retries).toEqual([
        [undefined, undefined],
        ['1', 'http_error'],
        ['2', 'http_error'],
        ['3', 'http_error'],
      ]);
      expect(new Set(slack.heard.map(({ body }) => body)).size).toBe(1);
      slack.reactions = { '/events': 'silence' };
      const late = await slack.control.sendEvent({ site: ACME, event });
      expect(late.attempts.map(({ problem }) => problem)).toContain('http_timeout');
    });

    it('is forgotten by a reset', async () => {
      await slack.control.settings({ eventRetryDelays: [0], answerWithin: 500 });
      slack.reactions = { '/events': { status: 503 } };
      slack.onHeard = () => slack.control.reset();
      expect((await slack.control.sendEvent({ site: ACME, event })).attempts).toHaveLength(1);
    });

    it('is not told again when the service does not want it', async () => {
      await slack.control.settings({ eventRetryDelays: [0, 0, 0] });
      slack.reactions = { '/events': { status: 503, headers: { 'x-slack-no-retry': '1' } } };
      expect((await slack.control.sendEvent({ site: ACME, event })).attempts).toHaveLength(1);
    });

    it('can be late, and the same again', async () => {
      await slack.control.sendEvent({ site: ACME, event, eventId: 'Ev1', eventTime: 7 });
      expect(JSON.parse(slack.heard[0]!.body)).toMatchObject({ event_id: 'Ev1', event_time: 7 });
    });
  });

  it('is asked to prove that the address is its own', async () => {
    slack.reactions = { '/events': { body: 'something else' } };
    expect((await slack.control.verifyEventsUrl()).verified).toBe(false);
    const { challenge } = objectIn(JSON.parse(slack.heard[0]!.body));
    expect(slack.heard[0]?.body).toContain('"type":"url_verification"');
    expect(challenge).toEqual(expect.any(String));
  });

  describe('the end', () => {
    const told = () => slack.heard.map(({ body }) => objectIn(objectIn(JSON.parse(body)).event));

    it('comes as two events, in either order', async () => {
      await slack.control.uninstall({ site: ACME, events: ['tokens_revoked', 'app_uninstalled'] });
      const bot = [expect.stringMatching(/^U/)];
      expect(told()).toEqual([
        { type: 'tokens_revoked', tokens: { oauth: [], bot } },
        { type: 'app_uninstalled' },
      ]);
      expect(await slack.call('auth.test')).toMatchObject({ error: 'account_inactive' });
    });

    it('can come without a word', async () => {
      await slack.control.uninstall({ site: ACME, events: [] });
      expect(slack.heard).toEqual([]);
    });

    it('can be the service’s own wish', async () => {
      await slack.control.settings({ sendEvents: false });
      const { clientId: client_id, clientSecret: client_secret } = SANDBOX_SLACK_APP;
      expect(await slack.call('apps.uninstall', { client_id: 'x', client_secret })).toMatchObject({
        error: 'client_id_token_mismatch',
      });
      expect(await slack.call('apps.uninstall', { client_id, client_secret })).toEqual({ ok: true });
      expect(await slack.call('auth.test')).toMatchObject({ error: 'account_inactive' });
      const { token } = await slack.control.install({ site: ACME });
      expect(await slack.call('auth.revoke', { test: true }, token)).toEqual({ ok: true, revoked: false });
      expect(await slack.call('auth.revoke', {}, token)).toEqual({ ok: true, revoked: true });
      expect(await slack.call('auth.test', {}, token)).toMatchObject({ error: 'token_revoked' });
    });
  });
});
