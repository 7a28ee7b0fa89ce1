import { JsonObject, objectIn } from './json.value';
import { mrkdwn } from './mrkdwn.html';
import { KIM, ROBIN, TestBed } from './slack.test-bed';

describe('The markup of messages', () => {
  const reader = { nameOf: (id: string) => (id === KIM ? 'Kim Lee' : id), timeZone: 'Europe/Berlin' };

  it.each([
    ['*bold* _italic_ ~gone~', '<b>bold</b> <i>italic</i> <s>gone</s>'],
    ['two * stars * and snake_case_words', 'two * stars * and snake_case_words'],
    ['`a *b* <c>` and ```x\ny```', '<code>a *b* &lt;c></code> and <pre>x\ny</pre>'],
    ['one\ntwo', 'one<br>two'],
    [
      ':white_check_mark: *done* at 10:30: `:x:` :constructor:',
      '✅ <b>done</b> at 10:30: <code>:x:</code> :constructor:',
    ],
    ['R&amp;D &lt;!channel&gt;', 'R&amp;D &lt;!channel>'],
    ['<script>alert("1")</script>', '&lt;script>alert(&quot;1&quot;)&lt;/script>'],
    [`<@${KIM}> <!channel> <#C1|general>`, ['@Kim Lee', '@channel', '#general'].map(mention).join(' ')],
    [
      '<https://acme.example/?a=1&amp;b="|*Acme*>',
      '<a href="https://acme.example/?a=1&amp;b=&quot;" rel="noreferrer">*Acme*</a>',
    ],
    ['<javascript:alert(1)|click>', '&lt;javascript:alert(1)|click>'],
    ['<!date^1773648000^{date_short} {time}|then>', 'Mar 16, 2026 09:00'],
    ['<!date^soon^{time}|then>', 'then'],
    ['*<https://acme.example|Acme>*', '<b><a href="https://acme.example" rel="noreferrer">Acme</a></b>'],
  ])('%s', (text, html) => {
    expect(mrkdwn(text, reader)).toBe(html);
  });

  function mention(text: string): string {
    return `<span class="mention">${text}</span>`;
  }
});

describe('The inbox of simulated Slack', () => {
  let slack: TestBed;
  beforeAll(async () => {
    slack = await TestBed.start();
  });
  afterAll(() => slack.close());
  beforeEach(() => slack.acmeInstalls());

  const EVIL = '"><img src=x onerror=alert(1)>';
  const plain = (text: string) => ({ type: 'plain_text', text });
  const inbox = async (user = ROBIN) => (await fetch(`${slack.url}/inbox/${user}`)).text();
  const say = (args: JsonObject) => slack.call('chat.postMessage', { channel: ROBIN, ...args });
  const payload = (): JsonObject =>
    objectIn(JSON.parse(new URLSearchParams(slack.heard.at(-1)?.body).get('payload') ?? ''));

  it('is found from the front page', async () => {
    const html = await (await fetch(slack.url)).text();
    expect(html).toContain(`<a href="/inbox/${ROBIN}">Robin Berger</a>`);
    expect(html).toContain('sendCommand');
    expect((await fetch(`${slack.url}/inbox/U0NOBODY`)).status).toBe(404);
  });

  it('shows blocks and attachments', async () => {
    await say({
      blocks: [
        { type: 'header', text: plain('Your day') },
        { type: 'section', text: { type: 'mrkdwn', text: '*2 h* design' }, fields: [plain('Acme')] },
        { type: 'divider' },
        { type: 'context', elements: [{ type: 'mrkdwn', text: '_Europe/Berlin_' }] },
        {
          type: 'actions',
          elements: [{ type: 'button', text: plain('Undo'), action_id: 'undo', style: 'danger' }],
        },
      ],
      attachments: [{ color: '#2eb886', text: 'approved' }],
    });
    const html = await inbox();
    expect(html).toContain('<h3>Your day</h3>');
    expect(html).toContain('<p><b>2 h</b> design</p><p>Acme</p>');
    expect(html).toContain('<hr>');
    expect(html).toContain('<i>Europe/Berlin</i>');
    expect(html).toMatch(/<button class="danger" name="click"[^>]*>Undo<\/button>/);
    expect(html).toContain('style="border-color:#2eb886"');
    expect(await inbox(KIM)).not.toContain('Your day');
  });

  it('escapes whatever comes from elsewhere', async () => {
    await slack.control.seedWorkspaces({
      workspaces: [{ id: 'T1', name: EVIL, users: [{ id: 'U1', name: EVIL }] }],
    });
    const block_id = EVIL;
    await say({
      text: EVIL,
      attachments: [{ color: EVIL, title: EVIL, blocks: [{ type: 'header', block_id, text: plain(EVIL) }] }],
    });
    await say({
      blocks: [
        { type: 'section', text: plain(EVIL) },
        { type: 'image', alt_text: EVIL, image_url: EVIL },
        { type: 'actions', block_id, elements: [{ type: 'button', text: plain(EVIL), action_id: EVIL }] },
        {
          ...{ type: 'input', label: plain(EVIL) },
          element: {
            type: 'plain_text_input',
            action_id: EVIL,
            initial_value: EVIL,
            placeholder: plain(EVIL),
          },
        },
      ],
    });
    const note = `?${new URLSearchParams({ note: EVIL }).toString()}`;
    for (const path of [`/inbox/${ROBIN}${note}`, '/inbox/U1', '/']) {
      expect(await (await fetch(slack.url + path)).text()).not.toContain('<img');
    }
  });

  it('sends what is typed, and shows the answer to nobody else', async () => {
    slack.reactions = { '/commands': { body: { text: 'Logged *2 h*' } } };
    const sent = await slack.post(`/inbox/${ROBIN}/command`, { line: '/time  2h #acme  design' });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `/inbox/${ROBIN}`]);
    const form = new URLSearchParams(slack.heard[0]?.body);
    expect([form.get('command'), form.get('text')]).toEqual(['/time', '2h #acme  design']);
    const html = await inbox();
    expect(html).toContain('Logged <b>2 h</b>');
    expect(html).toContain('Only visible to you');
    expect(await inbox(KIM)).not.toContain('Logged');
  });

  it('says when the service did not take it', async () => {
    slack.reactions = { '/commands': { status: 500 } };
    const sent = await slack.post(`/inbox/${ROBIN}/command`, { line: '/time' });
    expect(sent.headers.get('location')).toContain('http_error');
    expect(await inbox()).toContain('dispatch_failed');
  });

  it('has buttons that click, and lead where they point', async () => {
    const elements = [
      { type: 'button', text: plain('Open'), action_id: 'open', url: 'https://acme.example/' },
    ];
    const { channel, ts } = await say({ blocks: [{ type: 'actions', block_id: 'links', elements }] });
    expect(await inbox()).toContain('value="[&quot;links&quot;,&quot;open&quot;]"');
    const clicked = await slack.post(`/inbox/${ROBIN}/click`, { channel, ts, click: '["links","open"]' });
    expect(clicked.headers.get('location')).toBe('https://acme.example/');
    expect(payload()).toMatchObject({ type: 'block_actions', actions: [{ action_id: 'open' }] });
  });

  it('shows a modal, with errors, until it is sent off', async () => {
    const { triggerId } = await slack.control.sendCommand({ user: ROBIN });
    const options = ['Acme', 'Globex'].map((name) => ({ text: plain(name), value: name.toLowerCase() }));
    const element = { type: 'static_select', action_id: 'project', options, initial_option: options[1] };
    const blocks = [{ type: 'input', block_id: 'project', label: plain('Project'), element }];
    const view = { type: 'modal', title: plain('Log time'), submit: plain('Log'), blocks };
    const opened = await slack.call('views.open', { trigger_id: triggerId, view });
    const viewId = String(objectIn(opened.view).id);
    expect(await inbox()).toContain('<option value="globex" selected>Globex</option>');

    const errors = { project: 'This project is closed' };
    slack.reactions = { '/interactions': { body: { response_action: 'errors', errors } } };
    await slack.post(`/inbox/${ROBIN}/submit`, { viewId, 'value project': 'acme' });
    expect(await inbox()).toContain('<p class="error">This project is closed</p>');

    slack.reactions = {};
    await slack.post(`/inbox/${ROBIN}/submit`, { viewId, 'value project': 'acme' });
    expect(payload()).toMatchObject({
      view: { state: { values: { project: { project: { selected_option: options[0] } } } } },
    });
    expect(await inbox()).not.toContain('Log time');
  });
});
