import { brief, MARCH, refusalOf, ROBIN, tenOClock, TestBed } from './microsoft.test-bed';

describe('Rounds of deltas', () => {
  let microsoft: TestBed;
  beforeAll(async () => {
    microsoft = await TestBed.start();
  });
  afterAll(() => microsoft.close());
  beforeEach(async () => {
    await microsoft.robinSignsIn();
    await microsoft.put(
      { id: 'acme', subject: 'Acme', ...tenOClock('2026-03-17') },
      { id: 'globex', subject: 'Globex', ...tenOClock('2026-03-18') },
      { id: 'hooli', subject: 'Hooli', ...tenOClock('2026-03-31') },
      { id: 'later', subject: 'Later', ...tenOClock('2026-04-02') },
    );
  });

  const event = (eventId: string) => ({ calendarId: ROBIN, eventId });
  const delta = (params: object, init = {}) =>
    microsoft.get('/v1.0/me/calendarView/delta', { ...MARCH, ...params }, init);
  const told = async (link: string) => (await microsoft.round(link)).value.map(brief);

  it('bring the events of the window, in full, with times in UTC that have seven digits and no offset', async () => {
    const { value } = await microsoft.round();
    expect(value.map(brief)).toEqual([
      'singleInstance acme',
      'singleInstance globex',
      'singleInstance hooli',
    ]);
    expect(value[0]).toMatchObject({
      '@odata.type': '#microsoft.graph.event',
      subject: 'Acme',
      start: { dateTime: '2026-03-17T09:00:00.0000000', timeZone: 'UTC' },
      end: { dateTime: '2026-03-17T10:00:00.0000000', timeZone: 'UTC' },
      originalStartTimeZone: 'W. Europe Standard Time',
      ...{ showAs: 'busy', sensitivity: 'normal', isAllDay: false, isCancelled: false },
      organizer: { emailAddress: { name: 'Robin Berger', address: ROBIN } },
      responseStatus: { response: 'organizer', time: '0001-01-01T00:00:00Z' },
    });
    expect(value[2]?.start?.dateTime).toBe('2026-03-31T08:00:00.0000000');
  });

  it('page by absolute links, and end with a delta link, on the last page only', async () => {
    const first = await microsoft.page(undefined, 'odata.maxpagesize=2');
    expect(first.value).toHaveLength(2);
    expect(first['@odata.nextLink']).toMatch(/^http:\/\/127.*\/calendarView\/delta\?\$skiptoken=[\w-]+$/);
    expect(first).not.toHaveProperty('@odata.deltaLink');
    const last = await microsoft.page(first['@odata.nextLink'], 'odata.maxpagesize=2');
    expect(last.value.map(brief)).toEqual(['singleInstance hooli']);
    expect(last['@odata.deltaLink']).toMatch(/\/calendarView\/delta\?\$deltatoken=[\w-]+$/);
    expect(last).not.toHaveProperty('@odata.nextLink');
  });

  it('give pages of ten, unless a page size is preferred, and say what was heard', async () => {
    await microsoft.put(...Array.from({ length: 20 }, () => tenOClock('2026-03-20')));
    const plain = await delta({});
    expect(plain.headers.get('preference-applied')).toBe('odata.track-changes');
    expect(await plain.json()).toMatchObject({ value: { length: 10 } });
    const headers = { prefer: 'odata.maxpagesize=15, outlook.timezone="UTC", IdType="ImmutableId"' };
    const preferred = await delta({}, headers);
    expect(preferred.headers.get('preference-applied')).toBe(`odata.track-changes, ${headers.prefer}`);
    expect(await preferred.json()).toMatchObject({ value: { length: 15 } });
  });

  it('bring nothing but a link when nothing has changed', async () => {
    const page = await microsoft.page(await microsoft.deltaLink());
    expect(page.value).toEqual([]);
    expect(page['@odata.deltaLink']).toBeDefined();
  });

  it('bring what has changed, once, and of what was deleted the id alone', async () => {
    const link = await microsoft.deltaLink();
    await microsoft.control.patchEvent({ ...event('acme'), patch: { subject: 'Acme, again' } });
    await microsoft.control.patchEvent({ ...event('acme'), patch: { showAs: 'tentative' } });
    await microsoft.control.deleteEvent(event('globex'));
    const { value } = await microsoft.round(link);
    expect(value).toEqual([
      expect.objectContaining({ id: 'acme', subject: 'Acme, again', showAs: 'tentative' }),
      { '@odata.type': '#microsoft.graph.event', id: 'globex', '@removed': { reason: 'deleted' } },
    ]);
  });

  it('answer an older link again, with all since then', async () => {
    const link = await microsoft.deltaLink();
    await microsoft.control.deleteEvent(event('acme'));
    const { '@odata.deltaLink': next = '' } = await microsoft.round(link);
    await microsoft.control.deleteEvent(event('globex'));
    expect(await told(next)).toEqual(['removed globex']);
    expect(await told(link)).toEqual(['removed acme', 'removed globex']);
  });

  it('remove what left the window, and what changed outside of it though nobody knew it', async () => {
    const link = await microsoft.deltaLink();
    await microsoft.control.patchEvent({ ...event('acme'), patch: tenOClock('2026-05-01') });
    await microsoft.control.patchEvent({ ...event('later'), patch: { subject: 'Much later' } });
    expect(await told(link)).toEqual(['removed acme', 'removed later']);
    expect((await microsoft.get('/v1.0/me/events/acme')).status).toBe(200);
  });

  it('keep the window of their first request', async () => {
    const link = await microsoft.deltaLink();
    await microsoft.control.patchEvent({ ...event('later'), patch: tenOClock('2026-03-25') });
    expect(await told(link)).toEqual(['singleInstance later']);
    expect((await microsoft.get(`${link}&startDateTime=2026-01-01`)).status).toBe(400);
  });

  it('tell what changes while a round is read in the next round', async () => {
    const first = await microsoft.page(undefined, 'odata.maxpagesize=1');
    await microsoft.put({ id: 'new', ...tenOClock('2026-03-19') });
    const { value, '@odata.deltaLink': link = '' } = await microsoft.round(first['@odata.nextLink']);
    expect(value.map(brief)).toEqual(['singleInstance globex', 'singleInstance hooli']);
    expect(await told(link)).toEqual(['singleInstance new']);
  });

  it.each(['$select', '$filter', '$expand', '$orderby', '$search'])('refuse %s', async (name) => {
    expect(await refusalOf(await delta({ [name]: 'subject' }))).toBe('400 ErrorInvalidUrlQuery');
  });

  it('want a window, of five years at most', async () => {
    expect(await refusalOf(await delta({ startDateTime: 'soon' }))).toBe('400 ErrorInvalidParameter');
    const response = await delta({ startDateTime: '2020-01-01', endDateTime: '2026-01-01' });
    expect(await refusalOf(response)).toBe('400 ErrorCalendarViewRangeTooBig');
  });

  it('name events otherwise for whoever does not prefer immutable ids', async () => {
    const { value } = (await (await delta({})).json()) as { value: { id: string }[] };
    const id = value[0]?.id ?? '';
    expect(id).toMatch(/^AAMk/);
    expect(await (await microsoft.get(`/v1.0/me/events/${id}`)).json()).toMatchObject({ subject: 'Acme' });
  });

  it('tell times in the zone that is preferred, and refuse one that nobody knows', async () => {
    const prefer = (zone: string) => ({ prefer: `outlook.timezone="${zone}"` });
    expect(await (await delta({}, prefer('W. Europe Standard Time'))).json()).toMatchObject({
      value: [
        { start: { dateTime: '2026-03-17T10:00:00.0000000', timeZone: 'W. Europe Standard Time' } },
        {},
        {},
      ],
    });
    expect(await refusalOf(await delta({}, prefer('Mars')))).toBe('400 TimeZoneNotSupportedException');
  });

  describe('when the state is lost', () => {
    it('answer 410, to skip tokens too, until a new round is begun', async () => {
      const link = await microsoft.deltaLink();
      const { '@odata.nextLink': next = '' } = await microsoft.page(undefined, 'odata.maxpagesize=1');
      await microsoft.control.expireSyncState();
      expect(await refusalOf(await microsoft.get(link))).toBe('410 SyncStateNotFound');
      expect(await refusalOf(await microsoft.get(next))).toBe('410 SyncStateNotFound');
      expect(await told(await microsoft.deltaLink())).toEqual([]);
    });

    it('say so in other words, and where to start over, on orders', async () => {
      const link = await microsoft.deltaLink();
      await microsoft.control.expireSyncState({ code: 'resyncRequired', startOver: true });
      const response = await microsoft.get(link);
      const location = response.headers.get('location') ?? '';
      expect(await refusalOf(response)).toBe('410 resyncRequired');
      expect(location).toMatch(/\$deltatoken=$/);
      expect((await microsoft.round(location)).value).toEqual((await microsoft.round()).value);
      await microsoft.control.expireSyncState({ calendarId: ROBIN, code: 'syncStateNotFound', status: 400 });
      expect(await refusalOf(await microsoft.get(link))).toBe('400 syncStateNotFound');
    });

    it('refuse tokens that nobody made', async () => {
      const response = await microsoft.get('/v1.0/me/calendarView/delta?$deltatoken=made-up');
      expect(await refusalOf(response)).toBe('400 SyncStateInvalid');
    });
  });

  describe('on orders', () => {
    it('have an empty page that is not the last', async () => {
      await microsoft.control.settings({ emptyPageAt: 1 });
      const first = await microsoft.page();
      expect([first.value, !!first['@odata.nextLink']]).toEqual([[], true]);
      expect((await microsoft.round()).value).toHaveLength(3);
    });

    it('never end', async () => {
      await microsoft.control.settings({ endlessPages: true });
      const links = new Set<string>();
      let page = await microsoft.page();
      for (let n = 0; n < 5; n++) {
        expect(page.value[0]?.id).toBe('acme');
        expect(page).not.toHaveProperty('@odata.deltaLink');
        links.add(page['@odata.nextLink'] ?? '');
        page = await microsoft.page(page['@odata.nextLink']);
      }
      expect(links.size).toBe(5);
    });

    it('remove what nobody ever told of', async () => {
      await microsoft.control.settings({ strayRemovals: ['stray'] });
      const { value, '@odata.deltaLink': link } = await microsoft.round();
      expect(value.map(brief).slice(-2)).toEqual(['singleInstance hooli', 'removed stray']);
      expect(await told(link ?? '')).toEqual(['removed stray']);
    });

    it('end without a link', async () => {
      await microsoft.control.settings({ withholdDeltaLink: true });
      expect(Object.keys(await microsoft.page())).toEqual(['@odata.context', 'value']);
    });

    it('link to another host', async () => {
      await microsoft.control.settings({ linkOrigin: 'https://graph.evil.example' });
      expect((await microsoft.page())['@odata.deltaLink']).toMatch(
        /^https:\/\/graph\.evil\.example\/v1\.0\/me/,
      );
    });

    it('show an event twice, the last time as it is', async () => {
      const repeatEvent = { eventId: 'acme', earlier: { subject: 'Old' } };
      await microsoft.control.settings({ repeatEvent });
      const { value } = await microsoft.page();
      expect(value.filter(({ id }) => id === 'acme').map(({ subject }) => subject)).toEqual(['Old', 'Acme']);
    });
  });
});
