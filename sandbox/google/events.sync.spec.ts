import { refusalOf, ROBIN, TestBed } from './google.test-bed';

const at = (day: string) => ({
  start: { dateTime: `${day}T10:00:00+01:00` },
  end: { dateTime: `${day}T11:00:00+01:00` },
});

describe('Incremental sync', () => {
  let google: TestBed;
  beforeAll(async () => {
    google = await TestBed.start();
  });
  afterAll(() => google.close());
  beforeEach(async () => {
    await google.robinSignsIn();
    await google.control.putEvents({
      calendarId: ROBIN,
      events: [
        { id: 'acme', summary: 'Acme', ...at('2026-03-17') },
        { id: 'globex', summary: 'Globex', ...at('2026-03-18') },
      ],
    });
  });

  const syncToken = async (params = {}) => (await google.pull(params)).nextSyncToken ?? '';
  const event = (eventId: string) => ({ calendarId: ROBIN, eventId });

  it('brings nothing but a token when nothing has changed', async () => {
    const page = await google.page({ syncToken: await syncToken() });
    expect(page.items).toEqual([]);
    expect(page.nextSyncToken).toBeDefined();
  });

  it('brings what has changed, in full, and each event once', async () => {
    const token = await syncToken();
    await google.control.patchEvent({ ...event('acme'), patch: { summary: 'Acme, again' } });
    await google.control.patchEvent({ ...event('acme'), patch: { location: 'Berlin' } });
    const { items } = await google.page({ syncToken: token });
    expect(items).toEqual([
      expect.objectContaining({
        id: 'acme',
        summary: 'Acme, again',
        location: 'Berlin',
        ...toldInFull('2026-03-17'),
      }),
    ]);
  });

  it('answers an older token again, with all since then', async () => {
    const token = await syncToken();
    await google.control.cancelEvent(event('acme'));
    const { nextSyncToken = '' } = await google.page({ syncToken: token });
    await google.control.cancelEvent(event('globex'));
    const since = async (syncToken: string) => (await google.page({ syncToken })).items.map(({ id }) => id);
    expect(await since(nextSyncToken)).toEqual(['globex']);
    expect(await since(token)).toEqual(['acme', 'globex']);
  });

  it('tells no more of a deleted event than its id', async () => {
    const token = await syncToken();
    await google.control.cancelEvent(event('acme'));
    const { items } = await google.page({ syncToken: token });
    expect(items).toEqual([
      { kind: 'calendar#event', etag: expect.any(String), id: 'acme', status: 'cancelled' },
    ]);
  });

  it('pages with the sync token and the page token together, and gives a new token on the last page', async () => {
    const token = await syncToken();
    for (const id of ['acme', 'globex'])
      await google.control.patchEvent({ ...event(id), patch: { location: 'Here' } });
    const first = await google.page({ syncToken: token, maxResults: '1' });
    const last = await google.page({
      syncToken: token,
      maxResults: '1',
      pageToken: first.nextPageToken ?? '',
    });
    expect([first, last].map(({ items }) => items[0]?.id)).toEqual(['acme', 'globex']);
    expect(first.nextSyncToken).toBeUndefined();
    expect((await google.page({ syncToken: last.nextSyncToken ?? '' })).items).toEqual([]);
  });

  it('starts from a windowed listing, but is not held to its window', async () => {
    const window = { timeMin: '2026-03-01T00:00:00Z', timeMax: '2026-04-01T00:00:00Z' };
    const token = await syncToken(window);
    await google.control.patchEvent({ ...event('acme'), patch: at('2026-09-01') });
    expect((await google.page({ syncToken: token })).items).toHaveLength(1);
  });

  it.each(['timeMin', 'timeMax', 'updatedMin', 'orderBy', 'q', 'iCalUID'])(
    'refuses %s beside a token',
    async (name) => {
      const response = await google.listEvents({
        syncToken: await syncToken(),
        [name]: '2026-03-17T00:00:00Z',
      });
      expect(await refusalOf(response)).toBe('400 syncTokenWithRequestRestrictions');
    },
  );

  it('refuses showDeleted=false beside a token', async () => {
    const response = await google.listEvents({ syncToken: await syncToken(), showDeleted: 'false' });
    expect(response.status).toBe(400);
  });

  it('asks for a full sync, with 410, when the token has expired, until a new token is taken', async () => {
    const token = await syncToken();
    await google.control.expireSyncTokens();
    const response = await google.listEvents({ syncToken: token });
    expect(response.status).toBe(410);
    const message = 'Sync token is no longer valid, a full sync is required.';
    const location = { locationType: 'parameter', location: 'syncToken' };
    expect(await response.json()).toEqual({
      error: {
        errors: [{ domain: 'calendar', reason: 'fullSyncRequired', message, ...location }],
        code: 410,
        message,
      },
    });
    expect((await google.page({ syncToken: await syncToken() })).items).toEqual([]);
  });

  it('gives no token after an ordered listing, nor when told to withhold it', async () => {
    expect((await google.pull({ orderBy: 'startTime' })).nextSyncToken).toBeUndefined();
    await google.control.settings({ withholdSyncToken: true });
    expect((await google.pull()).nextSyncToken).toBeUndefined();
  });

  it('remembers that the owner declined', async () => {
    const token = await syncToken();
    await google.control.respondToEvent({ ...event('acme'), response: 'declined' });
    const { items } = await google.page({ syncToken: token });
    expect(items[0]?.attendees).toEqual([{ email: ROBIN, self: true, responseStatus: 'declined' }]);
  });
});

function toldInFull(day: string) {
  const timeZone = 'Europe/Berlin';
  const { start, end } = at(day);
  return { start: { ...start, timeZone }, end: { ...end, timeZone } };
}
