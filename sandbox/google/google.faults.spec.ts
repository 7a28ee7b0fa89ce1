import { refusalOf, ROBIN, TestBed } from './google.test-bed';

describe('A Google that has a bad day', () => {
  let google: TestBed;
  beforeAll(async () => {
    google = await TestBed.start();
  });
  afterAll(() => google.close());
  beforeEach(() => google.robinSignsIn());

  const events = (init?: RequestInit) => google.listEvents({}, init);

  it('fails as often as ordered, with the headers ordered', async () => {
    const headers = { 'retry-after': '7' };
    await google.control.addFault({
      kind: 'events',
      effect: { type: 'status', status: 503, headers },
      times: 2,
    });
    const first = await events();
    expect([first.headers.get('retry-after'), await refusalOf(first)]).toEqual(['7', '503 backendError']);
    expect((await events()).status).toBe(503);
    expect((await events()).status).toBe(200);
  });

  it.each([
    [403, 'rateLimitExceeded', '403 rateLimitExceeded'],
    [403, 'userRateLimitExceeded', '403 userRateLimitExceeded'],
    [429, undefined, '429 rateLimitExceeded'],
    [403, 'notACalendarUser', '403 notACalendarUser'],
  ])('refuses with %i %s', async (status, reason, refusal) => {
    await google.control.addFault({ effect: { type: 'status', status, reason } });
    expect(await refusalOf(await events())).toBe(refusal);
  });

  it('speaks OAuth at the token endpoint', async () => {
    await google.control.addFault({ kind: 'token', effect: { type: 'status', status: 400 } });
    const response = await google.refresh('any');
    expect(await response.json()).toEqual({
      error: 'invalid_grant',
      error_description: 'Token has been expired or revoked.',
    });
  });

  it('strikes only the account, the page and the turn that are meant', async () => {
    const effect = { type: 'status', status: 500 } as const;
    await google.control.putEvents({ calendarId: ROBIN, events: [{ id: 'first' }, { id: 'second' }] });
    await google.control.addFault({ email: 'eve@example.com', effect });
    await google.control.addFault({ page: 2, effect });
    const { nextPageToken = '' } = await google.page({ maxResults: '1' });
    const second = { singleEvents: 'true', maxResults: '1', pageToken: nextPageToken };
    expect((await google.listEvents(second)).status).toBe(500);
    await google.control.clearFaults();
    await google.control.addFault({ skip: 1, effect });
    expect([(await events()).status, (await events()).status, (await events()).status]).toEqual([
      200, 500, 200,
    ]);
  });

  it('hangs until the caller gives up', async () => {
    await google.control.addFault({ kind: 'events', effect: { type: 'hang' } });
    await expect(events({ signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/);
    expect((await google.control.requests({ kind: 'events' })).requests[0]?.status).toBeNull();
  });

  it('resets the connection', async () => {
    await google.control.addFault({ kind: 'events', effect: { type: 'reset' } });
    await expect(events()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });

  it('drips', async () => {
    await google.control.addFault({ kind: 'events', effect: { type: 'drip', everyMs: 60_000 } });
    const response = await events();
    const { value } = (await response.body?.getReader().read()) ?? {};
    expect(Buffer.from(value ?? []).toString()).toBe('{');
  });

  it('answers late', async () => {
    await google.control.addFault({ kind: 'events', effect: { type: 'delay', ms: 40 } });
    const began = performance.now();
    expect((await events()).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThan(35);
  });

  it.each(['release', 'clearFaults'] as const)('answers as of when it is told to, by %s', async (order) => {
    await google.control.addFault({ kind: 'events', effect: { type: 'hold' } });
    await google.control.clearRequests();
    const held = events();
    while (!(await google.control.requests()).counts.events);
    await google.control.putEvents({ calendarId: ROBIN, events: [{ id: order.toLowerCase() }] });
    await google.control[order]();
    const { items } = (await (await held).json()) as { items: { id: string }[] };
    expect(items.map(({ id }) => id)).toContain(order.toLowerCase());
  });

  it('sends half a JSON, a web page, wrong types', async () => {
    for (const type of ['halfJson', 'htmlPage', 'wrongTypes'] as const) {
      await google.control.addFault({ kind: 'events', effect: { type } });
    }
    await expect((await events()).json()).rejects.toThrow(/JSON/);
    expect(await (await events()).text()).toContain('<html>');
    expect(await (await events()).json()).toMatchObject({ items: 'none', nextSyncToken: 42 });
  });

  it('sends little that unpacks to much', async () => {
    await google.control.addFault({ kind: 'events', effect: { type: 'gzipBomb', megabytes: 3 } });
    expect((await (await events()).arrayBuffer()).byteLength).toBe(3 * 1024 * 1024);
  });

  it('remembers who asked for what, and how many at a time', async () => {
    await google.control.clearRequests();
    await google.control.addFault({ kind: 'events', effect: { type: 'delay', ms: 30 }, times: 'always' });
    await Promise.all([events(), events(), events()]);
    await google.get('/calendar/v3/users/me/calendarList', { maxResults: '10' });
    const { requests, counts, maxConcurrency } = await google.control.requests({ kind: 'events' });
    expect(requests).toHaveLength(3);
    expect(requests[0]).toMatchObject({ method: 'GET', email: ROBIN, status: 200 });
    expect(counts).toEqual({ events: 3, calendarList: 1 });
    expect(maxConcurrency).toBe(3);
    const [list] = (await google.control.requests({ kind: 'calendarList' })).requests;
    expect(list).toMatchObject({ path: '/calendar/v3/users/me/calendarList', query: { maxResults: '10' } });
  });

  it('refuses orders that make no sense, in words', async () => {
    const order = { calendarId: ROBIN, eventId: 'nowhere' };
    await expect(google.control.cancelEvent(order)).rejects.toThrow(/No event nowhere/);
  });
});
