import { Logger } from '@nestjs/common';
import { Probe } from './probe';
import type { InstalledWorkspace, SlackService } from './slack-service';
import { now, type Sent, sign, SlackSender } from './slack-sender';

const PATHS = ['commands/time', 'interactions', 'events'];
const FORM = 'application/x-www-form-urlencoded';

describe('Requests of Slack', () => {
  let probe: Probe;
  let service: SlackService;
  let acme: InstalledWorkspace;
  let slack: SlackSender;

  beforeAll(async () => {
    probe = await Probe.start();
    ({ service, acme, slack } = probe);
  });
  beforeEach(() => probe.reset());
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => service.close());

  it('reach their listener', async () => {
    await slack.send().expect(200, '');
    expect(probe.heard).toEqual([acme.slackUserId]);
    await slack.send({ path: 'events', body: slack.event(), type: 'application/json' }).expect(200, '');
    expect(probe.heard).toHaveLength(2);
  });

  it.each([`${FORM}; charset=utf-8`, `${FORM};charset=UTF-8`])('may be of type %s', async (type) => {
    await slack.send({ type }).expect(200);
    expect(probe.heard).toHaveLength(1);
  });

  const FORGERIES: [string, () => Sent][] = [
    ['no signature', () => ({ signature: null })],
    ['no timestamp', () => ({ timestamp: null })],
    ['an empty signature', () => ({ signature: '' })],
    ['a signature of another secret', () => ({ signature: `v0=${'ab'.repeat(32)}` })],
    ['half a signature', () => ({ timestamp: now(), signature: sign(slack.click(), now()).slice(0, 40) })],
    ['a timestamp 302 seconds old', () => ({ timestamp: now() - 302 })],
    ['a timestamp 302 seconds ahead', () => ({ timestamp: now() + 302 })],
    ['a timestamp that is no number', () => ({ timestamp: 'soon' })],
    ['a timestamp in milliseconds', () => ({ timestamp: Date.now() })],
    [
      'a body that was changed by a byte',
      () => ({ body: `${slack.click()}+`, signature: sign(slack.click(), now()) }),
    ],
    ['no body', () => ({ body: '', signature: sign(slack.click(), now()) })],
    ['another type', () => ({ type: 'text/plain', signature: null })],
  ];

  it.each(FORGERIES)('with %s are refused, logged with a reason, and nothing happens', async (_, forge) => {
    const logged = jest.spyOn(Logger.prototype, 'warn');
    for (const path of PATHS) {
      const { body, headers } = await slack.send({ path, ...forge() }).expect(401);
      expect(headers['content-type']).toContain('application/problem+json');
      expect(body).toMatchObject({ status: 401, code: 'unauthenticated' });
    }
    const refusals = logged.mock.calls.filter(([, words]) => words === 'request refused');
    expect(refusals).toHaveLength(PATHS.length);
    expect(refusals[0]![0]).toEqual({ kind: 'command', reason: expect.stringMatching(/^[a-z_]+$/) });
    expect(probe.heard).toEqual([]);
  });

  it.each([
    ['another app', 'A0OTHER'],
    ['no app', undefined],
  ])('of %s are refused', async (_, id) => {
    await slack.send({ body: slack.click({ api_app_id: id }) }).expect(401);
    await slack.send({ path: 'events', body: slack.event({ api_app_id: id }) }).expect(401);
    await slack.send({ path: 'commands/time', body: slack.command({ api_app_id: id ?? '' }) }).expect(401);
    expect(probe.heard).toEqual([]);
  });

  it('with a header that was sent twice are refused', async () => {
    const [body, timestamp] = [slack.click(), now()];
    const signature = sign(body, timestamp);
    for (const [times, signatures] of [
      [2, 1],
      [1, 2],
    ] as const) {
      const headers = new Headers({ 'content-type': FORM });
      for (let at = 0; at < times; at += 1) headers.append('x-slack-request-timestamp', String(timestamp));
      for (let at = 0; at < signatures; at += 1) headers.append('x-slack-signature', signature);
      const url = `${service.url}/api/v1/integrations/slack/interactions`;
      expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(401);
    }
    expect(probe.heard).toEqual([]);
  });

  it('that are too long are not read', async () => {
    const { body } = await slack
      .send({ body: `payload=${'x'.repeat(1 << 20)}`, signature: null })
      .expect(413);
    expect(body.code).toBe('payload_too_large');
  });

  it('that are packed are not unpacked', async () => {
    await slack.send({ signature: null }).set('Content-Encoding', 'gzip').expect(415);
  });

  it.each<[string, () => Sent]>([
    ['no payload', () => ({ body: 'a=b' })],
    ['a payload that is no JSON', () => ({ body: 'payload={' })],
    ['a payload that is a list', () => ({ body: 'payload=[]' })],
    ['an event that is null', () => ({ path: 'events', body: slack.event({ event: null }) })],
    ['an event that is text', () => ({ path: 'events', body: slack.event({ event: 'x' }) })],
    ['an event that is no JSON', () => ({ path: 'events', body: 'x' })],
  ])('that are signed, but hold %s, are 4xx', async (_, sent) => {
    const { status, headers } = await slack.send(sent());
    // Without a body that can be read there is no app's id either.
    expect([400, 401]).toContain(status);
    expect(headers['content-type']).toContain('application/problem+json');
  });

  it.each<[string, object]>([
    ['nobody', { user: undefined }],
    ['a user of no kind', { user: 7, team: 'x' }],
    ['a prototype', { __proto__: { a: 1 }, constructor: 'x' }],
  ])('that are signed, but come from %s, do no harm', async (_, changes) => {
    await slack.send({ body: slack.click(changes) }).expect(200);
  });

  it('are asked for the certificate without a signature, and nothing happens', async () => {
    const body = 'ssl_check=1&token=abc';
    await slack.send({ path: 'commands/time', body, signature: null }).expect(200, '');
    await slack.send({ body, signature: null }).expect(200, '');
    expect(probe.heard).toEqual([]);
  });

  it('are not asked for the certificate beside something else: that needs a signature', async () => {
    const command = `ssl_check=1&${slack.command()}`;
    await slack.send({ path: 'commands/time', body: command, signature: null }).expect(401);
    await slack.send({ body: `ssl_check=1&${slack.click()}`, signature: null }).expect(401);
    expect(probe.heard).toEqual([]);
  });

  it('prove the address of events', async () => {
    expect(await service.slack.verifyEventsUrl()).toMatchObject({ status: 200, verified: true });
    const forged = await service.slack.verifyEventsUrl({ forge: { signature: null } });
    expect(forged).toMatchObject({ status: 401, verified: false });
  });

  it('are never limited by address', async () => {
    const answers = await Promise.all(Array.from({ length: 250 }, () => slack.send({ signature: null })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  });
});
