import { JsonObject, objectIn } from './json.value';
import { ACME, KIM, ROBIN, TestBed } from './slack.test-bed';

describe('What people do in simulated Slack', () => {
  let slack: TestBed;
  beforeAll(async () => {
    slack = await TestBed.start();
  });
  afterAll(() => slack.close());
  beforeEach(() => slack.acmeInstalls());

  const plain = (text: string) => ({ type: 'plain_text', text });
  const button = (action_id: string, text: string) => ({
    type: 'button',
    action_id,
    text: plain(text),
    value: '7',
  });
  const UNDO = {
    type: 'actions',
    block_id: 'what',
    elements: [button('undo', 'Undo'), button('edit', 'Edit')],
  };
  /** Robin logs two hours and is answered with a button. */
  const logTime = async () => {
    slack.reactions = { '/commands': { body: { text: 'Logged', blocks: [UNDO] } } };
    const { message, responseUrl, triggerId } = await slack.control.sendCommand({ user: ROBIN, text: '2h' });
    return { channel: message?.channel ?? '', ts: message?.ts ?? '', responseUrl, triggerId };
  };
  const payload = (): JsonObject =>
    objectIn(JSON.parse(new URLSearchParams(slack.heard.at(-1)?.body).get('payload') ?? ''));

  describe('a click', () => {
    it('names the button, the person and the place', async () => {
      const { channel, ts } = await logTime();
      const { triggerId, responseUrl } = await slack.control.sendAction({
        user: ROBIN,
        channel,
        ts,
        label: 'Undo',
      });
      expect(slack.heard.at(-1)?.headers['content-type']).toBe('application/x-www-form-urlencoded');
      expect(payload()).toMatchObject({
        type: 'block_actions',
        user: { id: ROBIN, team_id: ACME },
        ...{ team: { id: ACME, domain: 'acme' }, enterprise: null, is_enterprise_install: false },
        container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: true },
        actions: [{ type: 'button', action_id: 'undo', block_id: 'what', value: '7', text: plain('Undo') }],
        ...{ trigger_id: triggerId, response_url: responseUrl },
      });
      expect(payload()).not.toHaveProperty('message');
    });

    it('shows a message that is more than ephemeral', async () => {
      const { channel, ts } = await slack.call('chat.postMessage', {
        channel: ROBIN,
        blocks: [UNDO],
        text: 'x',
      });
      const place = { channel: String(channel), ts: String(ts) };
      await slack.control.sendAction({ user: ROBIN, ...place, actionId: 'edit' });
      expect(payload()).toMatchObject({ message: { ts, text: 'x', blocks: [UNDO] } });
    });

    it('is possible only on what is there', async () => {
      const { channel, ts } = await logTime();
      const click = (more: object) => slack.control.sendAction({ user: ROBIN, channel, ts, ...more });
      await expect(click({ label: 'Explode' })).rejects.toThrow('No such element');
      await expect(click({ ts: '1.000001', label: 'Undo' })).rejects.toThrow('No message');
      await expect(click({ user: KIM, label: 'Undo' })).rejects.toThrow('No message');
    });

    it('can be forged', async () => {
      const { channel, ts } = await logTime();
      const forge = { signature: 'v0=no' };
      await slack.control.sendAction({ user: ROBIN, channel, ts, label: 'Undo', forge });
      expect(slack.heard.at(-1)?.headers['x-slack-signature']).toBe('v0=no');
    });

    it('can be a choice', async () => {
      const options = [{ text: plain('Acme'), value: 'acme' }];
      const elements = [{ type: 'static_select', action_id: 'project', options }];
      const blocks = [{ type: 'actions', elements }];
      const { channel, ts } = await slack.call('chat.postMessage', { channel: ROBIN, blocks });
      const place = { channel: String(channel), ts: String(ts), actionId: 'project' };
      await slack.control.sendAction({ user: ROBIN, ...place, value: 'acme' });
      expect(payload()).toMatchObject({ actions: [{ selected_option: options[0] }] });
      expect(JSON.stringify(payload().state)).toContain('"selected_option":{"text"');
    });
  });

  describe('a response_url', () => {
    it('adds to a command’s answer, replaces it, and takes it away', async () => {
      const { responseUrl } = await logTime();
      expect(await slack.respond(responseUrl, { replace_original: true, text: 'Withdrawn' })).toBe('200 ok');
      expect(await slack.textsSeenBy(ROBIN)).toEqual(['Withdrawn']);
      expect(await slack.respond(responseUrl, { text: 'More' })).toBe('200 ok');
      expect(await slack.textsSeenBy(ROBIN)).toEqual(['Withdrawn', 'More']);
      expect(await slack.respond(responseUrl, { delete_original: true })).toBe('200 ok');
      expect(await slack.textsSeenBy(ROBIN)).toEqual(['Withdrawn']);
    });

    it.each([
      [{ replace_original: true, text: 'Logged' }, ['Logged']],
      [{ delete_original: true }, []],
      [{ text: 'Logged' }, ['Logged', 'Working on it']],
    ])('may be quicker than the answer that it means: %j', async (said, seen) => {
      slack.reactions = { '/commands': { body: 'Working on it' } };
      slack.onHeard = async () => {
        const form = new URLSearchParams(slack.heard[0]!.body);
        expect(await slack.respond(form.get('response_url')!, said)).toBe('200 ok');
      };

      await slack.control.sendCommand({ user: ROBIN });

      expect(await slack.textsSeenBy(ROBIN)).toEqual(seen);
    });

    it('of a click means the message that was clicked', async () => {
      const place = await logTime();
      const { responseUrl } = await slack.control.sendAction({ user: ROBIN, ...place, label: 'Undo' });
      await slack.respond(responseUrl ?? '', { text: 'By the way' });
      await slack.respond(responseUrl ?? '', { replace_original: true, text: 'Undone' });
      expect(await slack.textsSeenBy(ROBIN)).toEqual(['Undone', 'By the way']);
    });

    it('speaks to the user alone unless told otherwise', async () => {
      const { responseUrl } = await slack.control.sendCommand({ user: ROBIN, channel: 'C0GENERAL' });
      await slack.respond(responseUrl, { text: 'psst' });
      await slack.respond(responseUrl, { response_type: 'in_channel', text: 'all' });
      expect(await slack.textsSeenBy(KIM)).toEqual(['all']);
    });

    it('works five times', async () => {
      const { responseUrl } = await slack.control.sendCommand({ user: ROBIN });
      const answers: string[] = [];
      for (const text of ['1', '2', '3', '4', '5', '6'])
        answers.push(await slack.respond(responseUrl, { text }));
      expect(answers).toEqual([...Array<string>(5).fill('200 ok'), '404 used_url']);
      expect(await slack.textsSeenBy(ROBIN)).toEqual(['1', '2', '3', '4', '5']);
      const { responses } = await slack.control.responses({ user: ROBIN });
      expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 404]);
    });

    it('works for half an hour', async () => {
      const { responseUrl } = await slack.control.sendCommand({ user: ROBIN });
      await slack.control.clock({ now: '2026-03-16T08:30:00Z' });
      expect(await slack.respond(responseUrl, { text: 'late' })).toBe('404 expired_url');
    });

    it('refuses what it cannot show, and is remembered with what came', async () => {
      const { responseUrl } = await slack.control.sendCommand({ user: ROBIN });
      expect(await slack.respond(responseUrl, { text: '' })).toBe('400 no_text');
      const blocks = [{ type: 'surprise' }];
      expect(await slack.respond(responseUrl, { text: '12', blocks })).toBe('400 invalid_blocks');
      const { responses } = await slack.control.responses();
      expect(responses.at(-1)).toEqual({
        url: responseUrl,
        userId: ROBIN,
        status: 400,
        body: { text: '12', blocks },
      });
      expect(await slack.respond(`${responseUrl}x`, { text: 'hi' })).toBe('404 invalid_url');
    });
  });

  describe('a modal', () => {
    const input = (action_id: string, more = {}) => ({
      ...{ type: 'input', block_id: `${action_id}_block`, label: plain(action_id) },
      element: { type: 'plain_text_input', action_id, ...more },
    });
    const view = (more: JsonObject = {}) => ({
      ...{ type: 'modal', callback_id: 'log', title: plain('Log time'), submit: plain('Log') },
      blocks: [input('duration'), input('description', { initial_value: 'design' })],
      ...more,
    });
    const open = async (more: JsonObject = {}) => {
      const { triggerId } = await slack.control.sendCommand({ user: ROBIN });
      return slack.call('views.open', { trigger_id: triggerId, view: view(more) });
    };
    const openId = async (more: JsonObject = {}) => String(objectIn((await open(more)).view).id);

    it('opens for whoever typed the command', async () => {
      expect(await open({ private_metadata: 'mine' })).toMatchObject({
        ok: true,
        view: { type: 'modal', callback_id: 'log', private_metadata: 'mine', state: { values: {} } },
      });
      expect((await slack.control.views({ open: true })).views).toMatchObject([
        { userId: ROBIN, open: true },
      ]);
    });

    it('opens within three seconds, and once', async () => {
      const { triggerId: trigger_id } = await slack.control.sendCommand({ user: ROBIN });
      const late = await slack.control.sendCommand({ user: ROBIN });
      const opening = (id: string) => slack.call('views.open', { trigger_id: id, view: view() });
      expect(await opening(trigger_id)).toMatchObject({ ok: true });
      expect(await opening(trigger_id)).toMatchObject({ error: 'exchanged_trigger_id' });
      expect(await opening('1.2.guess')).toMatchObject({ error: 'invalid_trigger_id' });
      await slack.control.clock({ now: '2026-03-16T08:00:03Z' });
      expect(await opening(late.triggerId)).toMatchObject({ error: 'expired_trigger_id' });
    });

    it.each<[string, JsonObject]>([
      ['a title of more than 24 characters', { title: plain('x'.repeat(25)) }],
      ['inputs without a button to send them', { submit: undefined }],
      ['no blocks', { blocks: undefined }],
      ['another type', { type: 'home' }],
    ])('is refused with %s', async (_, more) => {
      expect(await open(more)).toMatchObject({ ok: false, error: 'invalid_arguments' });
    });

    it('sends what was filled in, and closes on an empty answer', async () => {
      const viewId = await openId();
      const sent = await slack.control.submitView({ viewId, values: { duration: '2h' } });
      expect(sent.outcome).toBe('closed');
      expect(payload()).toMatchObject({
        type: 'view_submission',
        view: {
          id: viewId,
          callback_id: 'log',
          state: {
            values: {
              duration_block: { duration: { type: 'plain_text_input', value: '2h' } },
              description_block: { description: { type: 'plain_text_input', value: 'design' } },
            },
          },
        },
      });
      expect((await slack.control.views({ open: true })).views).toEqual([]);
      await expect(slack.control.submitView({ viewId })).rejects.toThrow('No open view');
    });

    it('is not sent before all is filled in', async () => {
      const viewId = await openId();
      await expect(slack.control.submitView({ viewId })).rejects.toThrow('Not filled in: duration_block');
    });

    const submit = async (body: object, status = 200) => {
      const viewId = await openId();
      slack.reactions = { '/interactions': { status, body } };
      const sent = await slack.control.submitView({ viewId, values: { duration: '2h' } });
      return { ...sent, views: (await slack.control.views({ open: true })).views };
    };

    it('shows errors', async () => {
      const errors = { duration_block: 'Too long' };
      const { outcome, views } = await submit({ response_action: 'errors', errors });
      expect([outcome, views[0]?.errors]).toEqual(['errors', errors]);
    });

    it.each<[string, object, number]>([
      ['updated', { response_action: 'update', view: view() }, 1],
      ['pushed', { response_action: 'push', view: view() }, 2],
      ['cleared', { response_action: 'clear' }, 0],
      ['stuck', { response_action: 'update', view: {} }, 1],
      ['stuck', { response_action: 'dance' }, 1],
    ])('is %s by the answer', async (expected, body, left) => {
      const { outcome, views } = await submit(body);
      expect([outcome, views.length]).toEqual([expected, left]);
    });

    it('stays when the service fails', async () => {
      const { outcome, views } = await submit({}, 500);
      expect([outcome, views.length]).toEqual(['stuck', 1]);
    });

    it('is updated under the guard of its hash', async () => {
      const { view: opened } = await open();
      const { id: view_id, hash } = objectIn(opened);
      const update = (args: JsonObject) => slack.call('views.update', { view_id, view: view(), ...args });
      expect(await update({ hash })).toMatchObject({ ok: true });
      expect(await update({ hash })).toMatchObject({ error: 'hash_conflict' });
      expect(await update({ view_id: 'V0NONE' })).toMatchObject({ error: 'not_found' });
    });

    it('can be clicked in, and lead to another on top', async () => {
      const viewId = await openId({ blocks: [UNDO], submit: undefined });
      const { triggerId, responseUrl } = await slack.control.sendAction({
        user: ROBIN,
        viewId,
        actionId: 'edit',
      });
      expect(responseUrl).toBeNull();
      expect(payload()).toMatchObject({ container: { type: 'view', view_id: viewId }, view: { id: viewId } });
      const pushed = await slack.call('views.push', { trigger_id: triggerId, view: view() });
      expect(pushed).toMatchObject({ view: { previous_view_id: viewId, root_view_id: viewId } });
    });

    it('tells of being dismissed only if that was asked for', async () => {
      expect((await slack.control.closeView({ viewId: await openId() })).delivery).toBeNull();
      const viewId = await openId({ notify_on_close: true });
      expect((await slack.control.closeView({ viewId })).delivery).toMatchObject({ status: 200 });
      expect(payload()).toMatchObject({ type: 'view_closed', view: { id: viewId }, is_cleared: false });
    });
  });
});
