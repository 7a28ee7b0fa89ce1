import {
  AccessTokenRejected,
  CalendarGone,
  CursorExpired,
} from '../../src/calendars/provider/provider-errors';
import { collect } from './collect';
import { ConnectedAccount, hour, MARCH, ROBIN, told } from './connected-account';
import type { RemoteWorld } from './remote-world';

/** What a plugin owes the sync engine. */
export function pullContract(current: () => RemoteWorld): void {
  let robin: ConnectedAccount;
  beforeEach(async () => {
    robin = await ConnectedAccount.in(current());
  });

  it('tells all events that overlap the window, and no others', async () => {
    await current().addEvents(robin.calendarId, [
      { title: 'long before', ...hour('2026-02-01T09:00:00Z') },
      { title: 'over the edge', ...hour('2026-02-28T23:30:00Z') },
      { title: 'within', ...hour('2026-03-16T09:00:00Z') },
      { title: 'after', ...hour('2026-04-01T00:00:00Z') },
    ]);
    const { changes } = await robin.pull();
    expect(told(changes).sort()).toEqual(['event over the edge', 'event within']);
  });

  it('tells an event in neutral words, as instants', async () => {
    const [id] = await robin.meet('Planning');
    const { changes } = await robin.pull();
    expect(changes).toEqual([
      { kind: 'event', id, event: expect.objectContaining({ id, summary: 'Planning' }) },
    ]);
    expect(changes[0]).toMatchObject({
      event: {
        ...hour('2026-03-02T09:00:00Z'),
        status: 'confirmed',
        allDay: false,
        visibility: 'public',
        transparency: 'opaque',
        kind: 'default',
      },
    });
  });

  it('keeps the time of a private event, and not a word of it', async () => {
    await current().addEvents(robin.calendarId, [
      { title: 'Doctor', private: true, ...hour('2026-03-02T09:00:00Z') },
    ]);
    const { changes } = await robin.pull();
    expect(changes).toMatchObject([
      { kind: 'event', event: { visibility: 'private', ...hour('2026-03-02T09:00:00Z') } },
    ]);
    expect(JSON.stringify(changes)).not.toContain('Doctor');
  });

  it('ends a pull with a cursor, on the last page only', async () => {
    await robin.meet('a', 'b', 'c', 'd', 'e');
    await current().setPageSize(2);
    const pages = await robin.pages();
    expect(
      pages.map(({ cursor, continuation }) => [cursor, continuation].map((token) => token !== undefined)),
    ).toEqual([
      [false, true],
      [false, true],
      [true, false],
    ]);
    expect(await current().countRequests('events')).toBe(3);
  });

  it('keeps paging past an empty page', async () => {
    await robin.meet('a', 'b', 'c');
    await current().setPageSize(2);
    await current().insertEmptyPage();
    const pages = await robin.pages();
    expect(pages.map(({ changes }) => changes.length)).toEqual([2, 0, 1]);
    expect(pages.at(-1)?.cursor).toBeDefined();
  });

  it('asks once, and has a new cursor, when nothing changed', async () => {
    await robin.meet('a');
    const { cursor } = await robin.pull();
    const before = await current().countRequests('events');
    const again = await robin.pull({ cursor });
    expect(again).toEqual({ changes: [], cursor: expect.any(String) });
    expect(await current().countRequests('events')).toBe(before + 1);
  });

  it('tells what is new, moved and cancelled since a cursor, and that cursor stays good', async () => {
    const [, moved = '', cancelled = ''] = await robin.meet('stays', 'moves', 'goes');
    const { cursor } = await robin.pull();
    await current().moveEvent(robin.calendarId, moved, hour('2026-03-20T15:00:00Z'));
    await current().cancelEvent(robin.calendarId, cancelled);
    await robin.meet('new');
    for (const _ of ['once', 'once more']) {
      const { changes } = await robin.pull({ cursor });
      expect(told(changes).sort()).toEqual(['event moves', 'event new', `removed ${cancelled}`]);
      expect(changes.find(({ id }) => id === moved)).toMatchObject({ event: hour('2026-03-20T15:00:00Z') });
    }
  });

  it('pages through changes too, with the cursor on the last page only', async () => {
    const { cursor } = await robin.pull();
    await robin.meet('a', 'b', 'c');
    await current().setPageSize(2);
    const pages = await robin.pages({ cursor });
    expect(pages.map((page) => [page.changes.length, page.cursor !== undefined])).toEqual([
      [2, false],
      [1, true],
    ]);
  });

  it('goes on where an interrupted pull stopped', async () => {
    await robin.meet('a', 'b', 'c', 'd', 'e');
    await current().setPageSize(2);
    const [first, ...others] = await robin.pages();
    const { changes, cursor } = await robin.pull({ continuation: first!.continuation });
    expect(changes).toEqual(others.flatMap((page) => page.changes));
    expect(cursor).toBeDefined();
  });

  it('says CursorExpired when the provider forgot, and when it never knew', async () => {
    const { cursor } = await robin.pull();
    await current().forgetCursors();
    await expect(robin.pull({ cursor })).rejects.toThrow(CursorExpired);
    await expect(robin.pull({ cursor: 'made up' })).rejects.toThrow(CursorExpired);
    await expect(robin.pull({ continuation: 'made up' })).rejects.toThrow(CursorExpired);
    expect((await robin.pull()).cursor).toBeDefined();
  });

  it('says CalendarGone when the calendar is no longer shared', async () => {
    const { cursor } = await robin.pull();
    await current().unshareCalendar(ROBIN, robin.calendarId);
    await expect(robin.pull()).rejects.toThrow(CalendarGone);
    await expect(robin.pull({ cursor })).rejects.toThrow(CalendarGone);
  });

  it('says AccessTokenRejected when the token is out of date', async () => {
    const { provider } = current();
    await current().expireAccessTokens();
    await expect(robin.pull()).rejects.toThrow(AccessTokenRejected);
    await expect(collect(provider.listCalendars(robin.access))).rejects.toThrow(AccessTokenRejected);
  });

  it('asks for a token before each page, and passes on why there is none', async () => {
    await robin.meet('a', 'b', 'c');
    await current().setPageSize(2);
    const token = jest.fn(() => Promise.resolve(robin.grant.accessToken));
    const query = { calendarId: robin.calendarId, window: MARCH };
    await collect(current().provider.pullEvents({ token }, query));
    expect(token).toHaveBeenCalledTimes(2);
    const reason = new Error('no token today');
    const access = { token: () => Promise.reject(reason) };
    await expect(collect(current().provider.pullEvents(access, query))).rejects.toBe(reason);
  });
}
