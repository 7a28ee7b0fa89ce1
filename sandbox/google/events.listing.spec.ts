import { EventsPage, refusalOf, ROBIN, TestBed } from './google.test-bed';

const hour = (day: string, at: number) => ({
  start: { dateTime: `${day}T${String(at).padStart(2, '0')}:00:00+01:00` },
  end: { dateTime: `${day}T${String(at + 1).padStart(2, '0')}:00:00+01:00` },
});
const meetings = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    id: `meeting${n}`,
    summary: `Meeting ${n}`,
    ...hour('2026-03-17', n),
  }));

describe('Listing events', () => {
  let google: TestBed;
  beforeAll(async () => {
    google = await TestBed.start();
  });
  afterAll(() => google.close());
  beforeEach(() => google.robinSignsIn());

  const put = (...events: object[]) => google.control.putEvents({ calendarId: ROBIN, events });
  const ids = async (params: Record<string, string>) => (await google.pull(params)).items.map(({ id }) => id);

  it('gives a page token on every page but the last, and a sync token on the last only', async () => {
    await put(...meetings(5));
    const first = await google.page({ maxResults: '3' });
    const last = await google.page({ maxResults: '3', pageToken: first.nextPageToken ?? '' });
    expect(first.items).toHaveLength(3);
    expect(first.nextSyncToken).toBeUndefined();
    expect(last.items.map(({ id }) => id)).toEqual(['meeting3', 'meeting4']);
    expect(last.nextPageToken).toBeUndefined();
    expect(last.nextSyncToken).toEqual(expect.any(String));
  });

  it('makes pages short, or empty with a next page, on orders', async () => {
    await put(...meetings(4));
    await google.control.settings({ maxPageSize: 2, emptyPageAt: 2 });
    const first = await google.page();
    const second = await google.page({ pageToken: first.nextPageToken ?? '' });
    const third = await google.page({ pageToken: second.nextPageToken ?? '' });
    expect([first, second, third].map(({ items }) => items.length)).toEqual([2, 0, 2]);
    expect(third.nextSyncToken).toBeDefined();
  });

  it('shows an event twice in one page on orders, as it is at the end', async () => {
    await put(...meetings(2));
    await google.control.settings({ repeatEvent: { eventId: 'meeting0', earlier: { summary: 'Old name' } } });
    const { items } = await google.page();
    expect(items.map(({ summary }) => summary)).toEqual(['Old name', 'Meeting 1', 'Meeting 0']);
  });

  it('keeps a listing as it was while the calendar changes, and tells of the change afterwards', async () => {
    await put(...meetings(4));
    const first = await google.page({ maxResults: '2' });
    await google.control.cancelEvent({ calendarId: ROBIN, eventId: 'meeting3' });
    const last = await google.page({ maxResults: '2', pageToken: first.nextPageToken ?? '' });
    expect(last.items.map(({ id }) => id)).toEqual(['meeting2', 'meeting3']);
    const changes = await google.page({ syncToken: last.nextSyncToken ?? '' });
    expect(changes.items).toEqual([expect.objectContaining({ id: 'meeting3', status: 'cancelled' })]);
  });

  it('bounds the end by timeMin and the start by timeMax, both exclusive', async () => {
    await put({ id: 'nine', ...hour('2026-03-17', 9) }, { id: 'ten', ...hour('2026-03-17', 10) });
    await put({ id: 'eleven', ...hour('2026-03-17', 11) });
    const window = { timeMin: '2026-03-17T10:00:00+01:00', timeMax: '2026-03-17T11:00:00+01:00' };
    expect(await ids(window)).toEqual(['ten']);
    expect(await ids({ ...window, timeMin: '2026-03-17T09:59:59+01:00' })).toEqual(['nine', 'ten']);
  });

  it.each([
    [{ timeMin: '2026-03-17T10:00:00Z', timeMax: '2026-03-17T10:00:00Z' }, 'timeRangeEmpty'],
    [{ timeMin: '2026-03-17T10:00:00' }, 'badRequest'],
    [{ maxResults: '0' }, 'invalid'],
    [{ pageToken: 'made up' }, 'invalid'],
    [{ orderBy: 'startTime', singleEvents: 'false' }, 'invalid'],
  ])('answers %j with 400 %s', async (params: Record<string, string>, reason) => {
    const response = await google.listEvents(params);
    expect(await refusalOf(response)).toBe(`400 ${reason}`);
  });

  it('does not know a calendar that is not on the list of the account', async () => {
    await google.control.seedAccounts({ accounts: [{ email: 'eve@example.com' }] });
    const response = await google.get('/calendar/v3/calendars/eve%40example.com/events');
    expect(await refusalOf(response)).toBe('404 notFound');
  });

  it('loses a calendar that is unshared', async () => {
    const calendars = [
      { id: 'acme@group.calendar.google.com', summary: 'Acme', accessRole: 'reader' as const },
    ];
    await google.control.seedAccounts({ accounts: [{ email: ROBIN, calendars }] });
    const path = '/calendar/v3/calendars/acme%40group.calendar.google.com/events';
    expect((await google.get(path)).status).toBe(200);
    await google.control.unshareCalendar({ email: ROBIN, calendarId: 'acme@group.calendar.google.com' });
    expect((await google.get(path)).status).toBe(404);
  });

  it('tells times in the calendar zone, or in the zone asked for', async () => {
    await put({
      id: 'nine',
      start: { dateTime: '2026-03-17T08:00:00Z' },
      end: { dateTime: '2026-03-17T09:00:00Z' },
    });
    expect((await google.page()).items[0]?.start).toEqual({
      dateTime: '2026-03-17T09:00:00+01:00',
      timeZone: 'Europe/Berlin',
    });
    const inTokyo = await google.page({ timeZone: 'Asia/Tokyo' });
    expect(inTokyo.items[0]?.start?.dateTime).toBe('2026-03-17T17:00:00+09:00');
  });

  it('stores an event whose times make no sense, and shows it in any window', async () => {
    await put({ id: 'poison', start: { dateTime: 'tomorrow-ish' } });
    const { items } = await google.page({ timeMin: '2030-01-01T00:00:00Z' });
    expect(items).toEqual([expect.objectContaining({ id: 'poison' })]);
    expect(items[0]?.start?.dateTime).toBe('tomorrow-ish');
  });

  it('shows a free/busy reader no titles', async () => {
    const calendars = [{ id: 'boss@example.com', accessRole: 'freeBusyReader' as const }];
    await google.control.seedAccounts({ accounts: [{ email: ROBIN, calendars }] });
    await google.control.putEvents({ calendarId: 'boss@example.com', events: meetings(1) });
    const response = await google.get('/calendar/v3/calendars/boss%40example.com/events');
    const { items } = (await response.json()) as EventsPage;
    expect(items).toEqual([expect.objectContaining({ id: 'meeting0', visibility: 'private' })]);
    expect(items[0]).not.toHaveProperty('summary');
  });

  it('keeps the fields that a mask names, and the tokens always', async () => {
    await put(...meetings(1));
    const page = await google.page({ fields: 'items(id,start/dateTime)' });
    expect(page).toEqual({
      items: [{ id: 'meeting0', start: { dateTime: '2026-03-17T00:00:00+01:00' } }],
      nextSyncToken: expect.any(String),
    });
  });

  it('compresses when the caller says gzip in both headers', async () => {
    await put(...meetings(3));
    const headers = { 'accept-encoding': 'gzip', 'user-agent': 'a spec (gzip)' };
    const response = await google.listEvents({}, { headers });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(await response.json()).toMatchObject({ items: [{}, {}, {}] });
  });

  it('serves ten thousand events quickly', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => ({ id: `m${n}`, ...hour('2026-03-17', n % 20) }));
    await put(...many);
    const began = performance.now();
    expect((await google.pull({ maxResults: '2500' })).items).toHaveLength(10_000);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
