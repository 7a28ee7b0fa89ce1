import { Logger } from '@nestjs/common';
import {
  CalendarGone,
  ProviderMisconfigured,
  RateLimited,
  ReauthorizationRequired,
} from '../../src/calendars/provider/provider-errors';
import { collect } from '../providers/collect';
import { ConnectedAccount, hour, ROBIN, told } from '../providers/connected-account';
import { type GoogleWorld, startGoogleWorld } from '../providers/google-world';

describe('The Google plugin', () => {
  let google: GoogleWorld;
  let robin: ConnectedAccount;
  beforeAll(async () => {
    google = await startGoogleWorld();
    Logger.overrideLogger(false);
  });
  beforeEach(async () => {
    await google.reset();
    robin = await ConnectedAccount.in(google);
  });
  afterAll(() => google.close());

  const put = (...events: object[]): Promise<unknown> =>
    google.control.putEvents({ calendarId: robin.calendarId, events });
  const nineInBerlin = (day: string): object => ({
    start: { dateTime: `${day}T09:00:00`, timeZone: 'Europe/Berlin' },
    end: { dateTime: `${day}T10:00:00`, timeZone: 'Europe/Berlin' },
  });
  const weekly = (): Promise<unknown> =>
    put({
      id: 'weekly',
      summary: 'Weekly',
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'],
      ...nineInBerlin('2026-03-16'),
    });

  it('asks the same of a full pull and of one by sync token, but for window and tokens', async () => {
    await robin.meet('a', 'b', 'c');
    await google.setPageSize(2);
    const { cursor } = await robin.pull();
    await robin.pull({ cursor });
    const { requests } = await google.control.requests({ kind: 'events' });
    const [first, second, third] = requests.map(({ query }) => query);
    const { timeMin, timeMax, ...rest } = first!;
    expect([timeMin, timeMax]).toEqual(['2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z']);
    expect(rest).toMatchObject({ singleEvents: 'true', maxResults: '2500' });
    expect(second).toEqual({ ...first, pageToken: expect.any(String) });
    expect(third).toEqual({ ...rest, syncToken: cursor });
  });

  it('ends without a cursor when Google gives no sync token', async () => {
    await google.control.settings({ withholdSyncToken: true });
    expect(await robin.pages()).toEqual([{ changes: [] }]);
  });

  it('keeps the order of two lines for one event', async () => {
    const [id = ''] = await robin.meet('as it is');
    await google.control.settings({ repeatEvent: { eventId: id, earlier: { summary: 'as it was' } } });
    expect(told((await robin.pull()).changes)).toEqual(['event as it was', 'event as it is']);
  });

  it('counts a poisoned event and tells the others', async () => {
    await put({ id: 'poison', start: undefined });
    await robin.meet('a', 'b');
    const { changes } = await robin.pull();
    expect(told(changes)).toEqual(expect.arrayContaining(['event a', 'event b', 'invalid poison']));
  });

  it('keeps the time of day of a series across the clock change of 29 March', async () => {
    await weekly();
    const { changes } = await robin.pull();
    const starts = changes.map((change) => change.kind === 'event' && change.event.startsAt.toISOString());
    expect(starts).toEqual([
      '2026-03-16T08:00:00.000Z',
      '2026-03-23T08:00:00.000Z',
      '2026-03-30T07:00:00.000Z',
    ]);
  });

  it('tells occurrences of one uid apart, and a moved one by its original start', async () => {
    await weekly();
    const { cursor } = await robin.pull();
    const moved = 'weekly_20260323T080000Z';
    await google.moveEvent(robin.calendarId, moved, hour('2026-03-24T12:00:00Z'));
    const { changes } = await robin.pull({ cursor });
    expect(changes.find(({ id }) => id === moved)).toMatchObject({
      event: {
        seriesId: 'weekly',
        recurrenceId: new Date('2026-03-23T08:00:00Z'),
        ...hour('2026-03-24T12:00:00Z'),
      },
    });
    const events = (await robin.pull()).changes.flatMap((change) =>
      change.kind === 'event' ? [change.event] : [],
    );
    expect([new Set(events.map(({ uid }) => uid)).size, new Set(events.map(({ id }) => id)).size]).toEqual([
      1, 3,
    ]);
  });

  it('takes the bare stub of a cancelled occurrence for a removal', async () => {
    await weekly();
    const { cursor } = await robin.pull();
    await google.cancelEvent(robin.calendarId, 'weekly_20260323T080000Z');
    expect((await robin.pull({ cursor })).changes).toContainEqual({
      kind: 'removed',
      id: 'weekly_20260323T080000Z',
      cancelled: true,
    });
    expect((await robin.pull()).changes.map(({ id }) => id)).not.toContain('weekly_20260323T080000Z');
  });

  it('knows the own answer, free time, whole days and what the time is for', async () => {
    const declined = { email: ROBIN, self: true, responseStatus: 'declined' };
    await put(
      { id: 'declined', attendees: [declined], ...nineInBerlin('2026-03-16') },
      { id: 'free', transparency: 'transparent', ...nineInBerlin('2026-03-16') },
      { id: 'whole', start: { date: '2026-03-17' }, end: { date: '2026-03-19' } },
      { id: 'focus', eventType: 'focusTime', ...nineInBerlin('2026-03-16') },
    );
    const { changes } = await robin.pull();
    const events = Object.fromEntries(
      changes.flatMap((change) => (change.kind === 'event' ? [[change.id, change.event]] : [])),
    );
    expect(events).toMatchObject({
      declined: { partstat: 'declined' },
      free: { transparency: 'transparent', partstat: null },
      whole: { allDay: true, startsAt: new Date('2026-03-17'), endsAt: new Date('2026-03-19') },
      focus: { kind: 'focus_time' },
    });
  });

  it.each([
    [403, 'rateLimitExceeded', RateLimited],
    [403, 'userRateLimitExceeded', RateLimited],
    [403, 'quotaExceeded', RateLimited],
    [403, 'insufficientPermissions', ReauthorizationRequired],
    [403, 'forbidden', CalendarGone],
    [403, 'notACalendarUser', CalendarGone],
  ])('tells %i %s from the others', async (status, reason, error) => {
    await google.control.addFault({ kind: 'events', effect: { type: 'status', status, reason } });
    await expect(robin.pull()).rejects.toThrow(error);
  });

  it('blames the operator, not the user, when the API is switched off for our project', async () => {
    const body = { error: { code: 403, errors: [{ domain: 'usageLimits', reason: 'accessNotConfigured' }] } };
    await google.control.addFault({ kind: 'calendarList', effect: { type: 'status', status: 403, body } });
    await expect(collect(google.provider.listCalendars(robin.access))).rejects.toThrow(ProviderMisconfigured);
  });

  it("prefers the user's own name for a calendar, and lists hidden ones", async () => {
    const summary = {
      summary: 'Holidays',
      summaryOverride: 'Days off',
      hidden: true,
      backgroundColor: '#9fe1e7',
    };
    await google.control.seedAccounts({
      accounts: [{ email: ROBIN, calendars: [{ id: 'holidays', ...summary }] }],
    });
    expect(await collect(google.provider.listCalendars(robin.access))).toContainEqual(
      expect.objectContaining({ id: 'holidays', name: 'Days off', color: '#9fe1e7', accessRole: 'owner' }),
    );
  });

  it('passes on a refresh token only when Google rotates it', async () => {
    const { provider, control } = google;
    const first = robin.grant.refreshToken!;
    expect((await provider.refresh(first)).refreshToken).toBeUndefined();
    await control.settings({ rotateRefreshTokens: true });
    const rotated = (await provider.refresh(first)).refreshToken;
    expect(rotated).toEqual(expect.any(String));
    expect(rotated).not.toBe(first);
    await expect(provider.refresh(first)).rejects.toThrow(ReauthorizationRequired);
  });

  it('revokes for good, and keeps the token out of the address', async () => {
    await google.provider.revoke(robin.grant.refreshToken!);
    await expect(google.provider.refresh(robin.grant.refreshToken!)).rejects.toThrow(ReauthorizationRequired);
    const { requests } = await google.control.requests({ kind: 'revoke' });
    expect(requests).toMatchObject([{ method: 'POST', query: {}, status: 200 }]);
  });

  it('gets a refresh token each time, although the user consented before', async () => {
    const again = await ConnectedAccount.in(google);
    expect(again.grant.refreshToken).toEqual(expect.any(String));
  });
});
