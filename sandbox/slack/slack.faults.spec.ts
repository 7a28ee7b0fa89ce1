import { JsonObject } from './json.value';
import { ACME, ROBIN, TestBed } from './slack.test-bed';

describe('A Slack that has a bad day', () => {
  let slack: TestBed;
  beforeAll(async () => {
    slack = await TestBed.start();
  });
  afterAll(() => slack.close());
  beforeEach(() => slack.acmeInstalls());

  const say = (args: JsonObject = {}) =>
    slack.post(
      '/api/chat.postMessage',
      { channel: ROBIN, text: 'hello', ...args },
      { authorization: `Bearer ${slack.token}` },
    );
  const seen = async (response: Response) => [
    response.status,
    response.headers.get('retry-after'),
    await response.json(),
  ];
  const RATE_LIMITED = { ok: false, error: 'ratelimited' };

  it('always says when to come back', async () => {
    await slack.control.addFault({ kind: 'chat.postMessage', effect: { type: 'status', status: 429 } });
    expect(await seen(await say())).toEqual([429, '1', RATE_LIMITED]);
    const headers = { 'retry-after': '30' };
    await slack.control.addFault({ effect: { type: 'status', status: 429, headers } });
    expect(await seen(await say())).toEqual([429, '30', RATE_LIMITED]);
    expect((await say()).status).toBe(200);
  });

  it('takes one message a second and channel once that is switched on', async () => {
    await slack.control.settings({ limitPosts: true });
    expect((await say()).status).toBe(200);
    expect(await seen(await say())).toEqual([429, '1', RATE_LIMITED]);
    expect((await say({ channel: '#general' })).status).toBe(200);
    await slack.control.clock({ now: '2026-03-16T08:00:01Z' });
    expect((await say()).status).toBe(200);
    expect(await slack.textsSeenBy(ROBIN)).toHaveLength(3);
  });

  it('refuses in its own words', async () => {
    const effect = { type: 'status', status: 200, reason: 'fatal_error' } as const;
    await slack.control.addFault({ email: ACME, effect });
    expect(await seen(await say())).toEqual([200, null, { ok: false, error: 'fatal_error' }]);
  });

  it('posts a message whose answer is lost', async () => {
    await slack.control.addFault({ effect: { type: 'halfJson' } });
    await expect((await say()).json()).rejects.toThrow(/JSON/);
    expect(await slack.textsSeenBy(ROBIN)).toEqual(['hello']);
  });

  it('hangs, and is reset', async () => {
    await slack.control.addFault({ kind: 'auth.test', effect: { type: 'reset' } });
    await expect(slack.call('auth.test')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    await slack.control.addFault({ kind: 'auth.test', effect: { type: 'hang' } });
    const signal = AbortSignal.timeout(50);
    await expect(fetch(`${slack.url}/api/auth.test`, { signal })).rejects.toThrow(/timeout/);
  });

  it('keeps a log of what it was asked, and by whom', async () => {
    await say();
    const { requests, counts } = await slack.control.requests({ kind: 'chat.postMessage' });
    expect(requests).toMatchObject([{ status: 200, email: ACME, form: { channel: ROBIN, text: 'hello' } }]);
    expect(counts).toEqual({ 'chat.postMessage': 1 });
  });
});
