import { Page, refusalOf, ROBIN, tenOClock, TestBed } from './microsoft.test-bed';

describe('Graph', () => {
  let microsoft: TestBed;
  beforeAll(async () => {
    microsoft = await TestBed.start();
  });
  afterAll(() => microsoft.close());
  beforeEach(() => microsoft.robinSignsIn());

  const page = async (address: string, params = {}) =>
    (await (await microsoft.get(address, params)).json()) as Page;
  const event = async (...input: Parameters<TestBed['put']>) => {
    const [id = ''] = await microsoft.put(...input);
    return (await microsoft.get(`/v1.0/me/events/${id}`, {}, { prefer: 'IdType="ImmutableId"' })).json();
  };

  it('tells who one is', async () => {
    const me = await (await microsoft.get('/v1.0/me')).json();
    expect(me).toMatchObject({ displayName: 'Robin Berger', mail: ROBIN, userPrincipalName: ROBIN });
  });

  it('refuses a missing, an unknown and an expired token', async () => {
    const refused = async (as: string) => refusalOf(await microsoft.get('/v1.0/me/calendars', {}, { as }));
    expect(await refused('')).toBe('401 InvalidAuthenticationToken');
    expect(await refused('made up')).toBe('401 InvalidAuthenticationToken');
    await microsoft.control.expireAccessTokens();
    const response = await microsoft.get('/v1.0/me/calendars');
    expect(await response.json()).toEqual({
      error: {
        code: 'InvalidAuthenticationToken',
        message: expect.any(String),
        innerError: {
          date: expect.any(String),
          'request-id': expect.any(String),
          'client-request-id': expect.any(String),
        },
      },
    });
  });

  it('has no calendars for a user without a mailbox', async () => {
    const email = 'guest@elsewhere.example';
    await microsoft.control.seedAccounts({ accounts: [{ email, hasMailbox: false }] });
    const { access_token } = await microsoft.signIn({}, { email });
    const response = await microsoft.get('/v1.0/me/calendars', {}, { as: access_token });
    expect(await refusalOf(response)).toBe('404 MailboxNotEnabledForRESTAPI');
  });

  it('lists ten calendars a page, and links to the next', async () => {
    const calendars = Array.from({ length: 13 }, (_, n) => ({ name: `Project ${n}` }));
    await microsoft.control.seedAccounts({ accounts: [{ email: ROBIN, calendars }] });
    const first = await page('/v1.0/me/calendars');
    expect(first.value).toHaveLength(10);
    expect(first.value[0]).toMatchObject({
      ...{ name: 'Calendar', isDefaultCalendar: true, canEdit: true },
      owner: { name: 'Robin Berger', address: ROBIN },
    });
    const second = await page(first['@odata.nextLink'] ?? '');
    expect(second.value.map(({ name }) => name)).toEqual([
      'Project 9',
      'Project 10',
      'Project 11',
      'Project 12',
    ]);
    expect(second).not.toHaveProperty('@odata.nextLink');
    expect((await page('/v1.0/me/calendars', { $top: '100' })).value).toHaveLength(14);
  });

  it('keeps calendars apart, and knows them until they are removed', async () => {
    const calendars = [{ name: 'Initech' }];
    const { accounts } = await microsoft.control.seedAccounts({ accounts: [{ email: ROBIN, calendars }] });
    const calendarId = accounts[0]?.calendarIds[1] ?? '';
    await microsoft.control.putEvents({ calendarId, events: [tenOClock('2026-03-17')] });
    const path = `/v1.0/me/calendars/${encodeURIComponent(calendarId)}`;
    const window = { startDateTime: '2026-03-01', endDateTime: '2026-04-01' };
    expect(await (await microsoft.get(path)).json()).toMatchObject({ id: calendarId, name: 'Initech' });
    const { value, '@odata.deltaLink': link = '' } = await page(`${path}/calendarView/delta`, window);
    expect(value).toHaveLength(1);
    expect(link.startsWith(`${microsoft.url}${path}/calendarView/delta?$deltatoken=`)).toBe(true);
    expect((await page('/v1.0/me/calendarView/delta', window)).value).toEqual([]);
    await microsoft.control.removeCalendar({ email: ROBIN, calendarId });
    expect(await refusalOf(await microsoft.get(path))).toBe('404 ErrorItemNotFound');
    expect(await refusalOf(await microsoft.get(link))).toBe('404 ErrorItemNotFound');
    await microsoft.control.removeCalendar({ email: ROBIN, calendarId: ROBIN });
    const gone = await microsoft.get('/v1.0/me/calendarView/delta', window);
    expect(await refusalOf(gone)).toBe('404 ErrorItemNotFound');
  });

  it('pages a calendar view, and gives the fields that are selected', async () => {
    await microsoft.put(
      ...['17', '18', '19'].map((day) => ({ subject: day, ...tenOClock(`2026-03-${day}`) })),
    );
    const query = { startDateTime: '2026-03-01', endDateTime: '2026-04-01', $top: '2', $select: 'subject' };
    const first = await page('/v1.0/me/calendarView', query);
    expect(first.value.map((line) => Object.keys(line).sort())[0]).toEqual(['@odata.etag', 'id', 'subject']);
    const second = await page(first['@odata.nextLink'] ?? '');
    expect([...first.value, ...second.value].map(({ subject }) => subject)).toEqual(['17', '18', '19']);
  });

  describe('an event', () => {
    it('has a preview of its body, and nobody knows an id that nobody has', async () => {
      const body = { contentType: 'html' as const, content: '<p>Agenda</p><ul><li>Risks</li></ul>' };
      expect(await event({ body, ...tenOClock('2026-03-17') })).toMatchObject({
        body,
        bodyPreview: 'Agenda Risks',
      });
      expect(await refusalOf(await microsoft.get('/v1.0/me/events/nowhere'))).toBe('404 ErrorItemNotFound');
    });

    it('of a whole day is a date at midnight, whatever the zone', async () => {
      const [start, end] = ['2026-03-17', '2026-03-19'].map((day) => ({
        dateTime: `${day}T00:00:00`,
        timeZone: 'Pacific/Apia',
      }));
      expect(await event({ isAllDay: true, start, end })).toMatchObject({
        isAllDay: true,
        start: { dateTime: '2026-03-17T00:00:00.0000000', timeZone: 'UTC' },
        end: { dateTime: '2026-03-19T00:00:00.0000000', timeZone: 'UTC' },
        originalStartTimeZone: 'Samoa Standard Time',
      });
    });

    it('keeps fields that make no sense, so that a client can be tested with them', async () => {
      const odd = { originalStartTimeZone: 'tzone://Microsoft/Custom', start: null, end: 'late' };
      expect(await event(odd as never)).toMatchObject(odd);
    });

    it('tells the answer to an invitation', async () => {
      const organizer = { emailAddress: { address: 'dana@initech.example' } };
      const invited = { id: 'invited', organizer, ...tenOClock('2026-03-17') };
      expect(await event(invited)).toMatchObject({
        isOrganizer: false,
        responseStatus: { response: 'notResponded' },
      });
      const order = { calendarId: ROBIN, eventId: 'invited', response: 'tentativelyAccepted' } as const;
      expect(await microsoft.control.respondToEvent(order)).toMatchObject({
        ...{ showAs: 'tentative', responseStatus: { response: 'tentativelyAccepted' } },
      });
    });

    it('that its organizer cancels is still there', async () => {
      await microsoft.put({ id: 'acme', subject: 'Acme', ...tenOClock('2026-03-17') });
      await microsoft.control.cancelEvent({ calendarId: ROBIN, eventId: 'acme' });
      expect((await microsoft.round()).value).toMatchObject([
        { isCancelled: true, subject: 'Canceled: Acme' },
      ]);
    });
  });
});
