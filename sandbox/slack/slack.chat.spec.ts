import { JsonObject, objectIn, objectsIn } from './json.value';
import { ACME, KIM, ROBIN, TestBed } from './slack.test-bed';

describe('The Web API of simulated Slack', () => {
  let slack: TestBed;
  beforeAll(async () => {
    slack = await TestBed.start();
  });
  afterAll(() => slack.close());
  beforeEach(() => slack.acmeInstalls());

  const say = (args: JsonObject) =>
    slack.call('chat.postMessage', { channel: ROBIN, text: 'hello', ...args });
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

  describe('a token', () => {
    it.each([
      ['not_authed', {}],
      ['invalid_auth', { authorization: 'Bearer xoxb-guess' }],
    ])('that is missing or unknown: %s', async (error, headers) => {
      const response = await slack.post('/api/auth.test', {}, headers);
      expect([response.status, await response.json()]).toEqual([200, { ok: false, error }]);
    });

    it.each(['token_revoked', 'account_inactive', 'invalid_auth'] as const)('can end: %s', async (error) => {
      await slack.control.endToken({ site: ACME, error });
      expect(await slack.call('auth.test')).toEqual({ ok: false, error });
    });

    it('tells its scopes in a header', async () => {
      const { headers } = await slack.post('/api/auth.test', { token: slack.token });
      expect(headers.get('x-oauth-scopes')).toContain('commands,chat:write,');
    });

    it('can look out of date', async () => {
      await slack.control.expireAccessTokens({ email: ACME });
      expect(await slack.call('auth.test')).toMatchObject({ error: 'token_expired' });
    });

    it('counts in a form, not in JSON', async () => {
      const form = await slack.post('/api/auth.test', { token: slack.token });
      expect(await form.json()).toMatchObject({ ok: true, team_id: ACME });
      const headers = { 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body: JSON.stringify({ token: slack.token }) };
      expect(await (await fetch(`${slack.url}/api/auth.test`, init)).json()).toMatchObject({
        error: 'not_authed',
      });
    });

    it('does only what its scopes allow, and says which one is missing', async () => {
      await slack.control.revokeGrant({ email: ACME });
      const { token } = await slack.control.install({ site: ACME, scopes: ['commands', 'users:read'] });
      expect(await slack.call('chat.postMessage', { channel: ROBIN, text: 'hi' }, token)).toEqual({
        ok: false,
        error: 'missing_scope',
        needed: 'chat:write',
        provided: 'commands,users:read',
      });
      const { user } = await slack.call('users.info', { user: ROBIN }, token);
      expect(objectIn(objectIn(user).profile).email).toBeUndefined();
    });
  });

  it('knows no other methods', async () => {
    expect(await slack.call('chat.shout')).toEqual({ ok: false, error: 'unknown_method' });
  });

  describe('a message', () => {
    it('to a user’s id lands in their direct messages', async () => {
      const { ok, channel, ts, message } = await say({});
      expect({ ok, message }).toMatchObject({ ok: true, message: { text: 'hello', ts, type: 'message' } });
      const opened = await slack.call('conversations.open', { users: ROBIN });
      expect(opened).toMatchObject({ channel: { id: channel }, already_open: true });
      expect(await slack.textsSeenBy(ROBIN)).toEqual(['hello']);
      expect(await slack.textsSeenBy(KIM)).toEqual([]);
    });

    it('is taken as JSON as well', async () => {
      const headers = {
        authorization: `Bearer ${slack.token}`,
        'content-type': 'application/json; charset=utf-8',
      };
      const body = JSON.stringify({ channel: ROBIN, blocks: [section('*hi*')], unfurl_links: false });
      const response = await fetch(`${slack.url}/api/chat.postMessage`, { method: 'POST', headers, body });
      expect(await response.json()).toMatchObject({ ok: true, message: { blocks: [section('*hi*')] } });
    });

    it('in a channel is seen by all', async () => {
      await say({ channel: '#general' });
      expect([await slack.textsSeenBy(ROBIN), await slack.textsSeenBy(KIM)]).toEqual([['hello'], ['hello']]);
    });

    it('is posted twice if it is sent twice, whatever its client_msg_id', async () => {
      const client_msg_id = '0b7a5b0c-3b5b-4a43-8fd0-2a5d4a3c5a11';
      const first = await say({ client_msg_id });
      expect((await say({ client_msg_id })).ts).not.toBe(first.ts);
      expect(await slack.textsSeenBy(ROBIN)).toHaveLength(2);
    });

    it('is cut when its text is too long', async () => {
      await say({ text: 'x'.repeat(40_001) });
      expect((await slack.textsSeenBy(ROBIN))[0]).toHaveLength(40_000);
    });

    it.each<[string, JsonObject]>([
      ['no_text', { text: '' }],
      ['channel_not_found', { channel: 'C0NOWHERE' }],
      ['channel_not_found', { channel: '' }],
      ['is_archived', { channel: '#old' }],
      ['not_in_channel', { channel: '#closed' }],
      ['user_disabled', { channel: 'U0LEFT' }],
      ['cannot_dm_bot', { channel: 'U0ROBOT' }],
      ['invalid_blocks_format', { blocks: 'not JSON' }],
      ['invalid_blocks', { blocks: [section('')] }],
      ['invalid_blocks', { blocks: [section('x'.repeat(3_001))] }],
      ['invalid_blocks', { blocks: Array.from({ length: 51 }, () => ({ type: 'divider' })) }],
      ['invalid_blocks', { blocks: [{ type: 'surprise' }] }],
      ['invalid_blocks', { blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'no' } }] }],
      ['invalid_blocks', { blocks: [{ type: 'actions', elements: [] }] }],
      [
        'invalid_blocks',
        {
          blocks: [
            { type: 'divider', block_id: 'a' },
            { type: 'divider', block_id: 'a' },
          ],
        },
      ],
      ['msg_blocks_too_long', { blocks: Array.from({ length: 5 }, () => section('x'.repeat(3_000))) }],
      ['invalid_metadata_format', { metadata: { event_type: 'entry' } }],
    ])('is refused: %s', async (error, args) => {
      await slack.control.seedWorkspaces({
        workspaces: [
          {
            id: ACME,
            name: 'Acme',
            users: [
              { id: 'U0LEFT', name: 'Gone', deleted: true },
              { id: 'U0ROBOT', name: 'Robot', isBot: true },
            ],
            channels: [
              { name: 'old', isArchived: true },
              { name: 'closed', botIsMember: false },
            ],
          },
        ],
      });
      expect(await say(args)).toMatchObject({ ok: false, error });
      expect(await slack.textsSeenBy(ROBIN)).toEqual([]);
    });

    it('hears what is wrong with which block', async () => {
      const text = { type: 'plain_text', text: 'x'.repeat(76) };
      const blocks = [{ type: 'actions', elements: [{ type: 'button', text, action_id: 'go' }] }];
      expect((await say({ blocks })).response_metadata).toEqual({
        messages: ['[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]'],
      });
    });

    it('has ids for its blocks and buttons, whoever chose them', async () => {
      const text = { type: 'plain_text', text: 'Go' };
      const { message } = await say({ blocks: [{ type: 'actions', elements: [{ type: 'button', text }] }] });
      const [block] = objectsIn(objectIn(message).blocks);
      expect(block).toMatchObject({
        block_id: expect.any(String),
        elements: [{ action_id: expect.any(String) }],
      });
    });

    it('is refused where the app has no Messages tab', async () => {
      await slack.control.settings({ messagesTab: false });
      expect(await say({})).toMatchObject({ error: 'messages_tab_disabled' });
    });
  });

  describe('an update', () => {
    it('changes what it names and keeps the rest', async () => {
      const { channel, ts } = await say({ blocks: [section('before')] });
      const updated = await slack.call('chat.update', { channel, ts, text: 'after' });
      expect(updated).toMatchObject({ ok: true, channel, ts, message: { blocks: [section('before')] } });
      await slack.call('chat.update', { channel, ts, blocks: [] });
      const { messages } = await slack.control.messages({ user: ROBIN });
      expect(messages).toMatchObject([
        { text: 'after', blocks: [], earlier: [{ text: 'hello' }, { text: 'after' }] },
      ]);
    });

    it('wants the channel’s own id, a message of the app, and less text', async () => {
      const { channel, ts } = await say({});
      const update = (args: JsonObject) => slack.call('chat.update', { channel, ts, text: 'after', ...args });
      expect(await update({ channel: ROBIN })).toMatchObject({ error: 'channel_not_found' });
      expect(await update({ ts: '1.000001' })).toMatchObject({ error: 'message_not_found' });
      expect(await update({ text: 'x'.repeat(4_001) })).toMatchObject({ error: 'msg_too_long' });
    });

    it('finds nothing that is deleted', async () => {
      const { channel, ts } = await say({});
      expect(await slack.call('chat.delete', { channel, ts })).toMatchObject({ ok: true });
      expect(await slack.call('chat.update', { channel, ts, text: 'x' })).toMatchObject({
        error: 'message_not_found',
      });
      expect(await slack.textsSeenBy(ROBIN)).toEqual([]);
      expect((await slack.control.messages({ deleted: true })).messages).toMatchObject([
        { ts, visibleTo: [] },
      ]);
    });
  });

  it('shows an ephemeral message to one user, and to no method', async () => {
    const args = { channel: 'C0GENERAL', user: KIM, text: 'psst' };
    const { message_ts: ts } = await slack.call('chat.postEphemeral', args);
    expect([await slack.textsSeenBy(ROBIN), await slack.textsSeenBy(KIM)]).toEqual([[], ['psst']]);
    const found = await slack.call('chat.update', { channel: 'C0GENERAL', ts, text: 'loud' });
    expect(found).toMatchObject({ error: 'message_not_found' });
    expect(await slack.call('chat.postEphemeral', { ...args, user: 'U0NOBODY' })).toMatchObject({
      error: 'user_not_in_channel',
    });
  });

  describe('the history', () => {
    it('tells after a crash what was posted, by its metadata', async () => {
      const metadata = { event_type: 'summary', event_payload: { id: '7' } };
      const { channel, ts } = await say({ metadata });
      const plain = await slack.call('conversations.history', { channel });
      expect(objectsIn(plain.messages)[0]?.metadata).toBeUndefined();
      const full = await slack.call('conversations.history', { channel, include_all_metadata: true });
      expect(full).toMatchObject({ messages: [{ ts, metadata }], has_more: false });
    });

    it('is newest first, in pages, and between two moments', async () => {
      const { channel, ts: first } = await say({ text: 'one' });
      const { ts: second } = await say({ text: 'two' });
      const page = await slack.call('conversations.history', { channel, limit: 1 });
      expect(page).toMatchObject({ messages: [{ text: 'two' }], has_more: true });
      const cursor = objectIn(page.response_metadata).next_cursor;
      expect(await slack.call('conversations.history', { channel, limit: 1, cursor })).toMatchObject({
        messages: [{ text: 'one' }],
      });
      const between = async (args: JsonObject) =>
        (await slack.call('conversations.history', { channel, ...args })).messages;
      expect(await between({ oldest: first })).toMatchObject([{ text: 'two' }]);
      expect(await between({ latest: second, inclusive: true })).toHaveLength(2);
    });
  });

  describe('people', () => {
    it('have a time zone and an address', async () => {
      const { user } = await slack.call('users.info', { user: KIM });
      expect(user).toMatchObject({
        ...{ id: KIM, team_id: ACME, real_name: 'Kim Lee', deleted: false, is_bot: false },
        ...{ tz: 'America/New_York', tz_label: 'Eastern Daylight Time', tz_offset: -14_400 },
        profile: { email: 'kim@acme.example', display_name: 'kim-lee' },
      });
    });

    it('are found by their address', async () => {
      const found = await slack.call('users.lookupByEmail', { email: 'Kim@acme.example' });
      expect(found).toMatchObject({ ok: true, user: { id: KIM } });
      expect(await slack.call('users.lookupByEmail', { email: 'eve@acme.example' })).toMatchObject({
        error: 'users_not_found',
      });
      expect(await slack.call('users.info', { user: 'U0NOBODY' })).toMatchObject({ error: 'user_not_found' });
    });
  });
});
