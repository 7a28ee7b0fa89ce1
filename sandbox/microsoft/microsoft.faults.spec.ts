import { refusalOf, ROBIN, tenOClock, TestBed } from './microsoft.test-bed';

describe('A Microsoft that has a bad day', () => {
  let microsoft: TestBed;
  beforeAll(async () => {
    microsoft = await TestBed.start();
  });
  afterAll(() => microsoft.close());
  beforeEach(() => microsoft.robinSignsIn());

  const calendars = (init?: RequestInit) => microsoft.get('/v1.0/me/calendars', {}, init);
  const DATE = 'Wed, 21 Oct 2026 07:28:00 GMT';

  it.each([
    [429, undefined, { 'retry-after': '7' }, '429 ApplicationThrottled'],
    [429, 'TooManyRequests', {}, '429 TooManyRequests'],
    [503, undefined, { 'retry-after': DATE }, '503 ServiceUnavailable'],
    [504, undefined, {}, '504 UnknownError'],
    [500, undefined, {}, '500 InternalServerError'],
    [403, undefined, {}, '403 ErrorAccessDenied'],
    [410, 'syncStateInvalid', {}, '410 syncStateInvalid'],
  ])('answers %i %s once', async (status, reason, headers, refusal) => {
    await microsoft.control.addFault({ effect: { type: 'status', status, reason, headers } });
    const response = await calendars();
    expect(response.headers.get('retry-after')).toBe(new Headers(headers).get('retry-after'));
    expect(await refusalOf(response)).toBe(refusal);
    expect((await calendars()).status).toBe(200);
  });

  it('strikes only the page that is meant', async () => {
    await microsoft.put(tenOClock('2026-03-17'), tenOClock('2026-03-18'));
    await microsoft.control.addFault({ kind: 'delta', page: 2, effect: { type: 'status', status: 500 } });
    const first = await microsoft.page(undefined, 'odata.maxpagesize=1');
    expect((await microsoft.get(first['@odata.nextLink'] ?? '')).status).toBe(500);
  });

  it('damages answers', async () => {
    for (const type of ['halfJson', 'htmlPage', 'wrongTypes', 'reset'] as const) {
      await microsoft.control.addFault({ kind: 'calendars', effect: { type } });
    }
    await expect((await calendars()).json()).rejects.toThrow(/JSON/);
    expect(await (await calendars()).text()).toContain('<html>');
    expect(await (await calendars()).json()).toMatchObject({ value: 'none', '@odata.deltaLink': 42 });
    await expect(calendars()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });

  it('serves four requests of a mailbox at a time, and turns the fifth away', async () => {
    const other = 'sam@initech.example';
    await microsoft.control.seedAccounts({ accounts: [{ email: other }] });
    const { access_token } = await microsoft.signIn({}, { email: other });
    await microsoft.control.addFault({ email: ROBIN, effect: { type: 'hang' }, times: 4 });
    const giveUp = new AbortController();
    const hanging = [1, 2, 3, 4].map(() => calendars({ signal: giveUp.signal }).catch(() => 'gave up'));
    await until(async () => (await microsoft.control.requests({ kind: 'calendars' })).requests.length === 4);
    const fifth = await calendars();
    expect(fifth.headers.get('retry-after')).toBe('1');
    expect(await refusalOf(fifth)).toBe('429 ApplicationThrottled');
    expect((await microsoft.get('/v1.0/me', {}, { as: access_token })).status).toBe(200);
    giveUp.abort();
    await Promise.all(hanging);
    await until(async () => (await calendars()).status === 200);
    const { maxConcurrencyPerMailbox } = await microsoft.control.requests();
    expect(maxConcurrencyPerMailbox).toEqual({ [ROBIN]: 5, [other]: 1 });
  });

  it('serves thousands of events', async () => {
    const events = Array.from({ length: 10_000 }, (_, n) => {
      const day = String(1 + (n % 30)).padStart(2, '0');
      return { subject: `Meeting ${n}`, ...tenOClock(`2026-03-${day}`, 'UTC') };
    });
    await microsoft.put(...events);
    const { value } = await microsoft.round(undefined, 'odata.maxpagesize=1000');
    expect(value).toHaveLength(10_000);
  });
});

/** Asks again until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo()));
}
