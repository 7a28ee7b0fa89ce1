import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CalendarGone,
  CursorExpired,
  ProviderUnavailable,
  ReauthorizationRequired,
} from '../../src/calendars/provider/provider-errors';
import { collect } from '../providers/collect';
import { ConnectedAccount, MARCH, told } from '../providers/connected-account';
import { type MicrosoftWorld, startMicrosoftWorld } from '../providers/microsoft-world';

describe('Rounds of Microsoft Graph', () => {
  let outlook: MicrosoftWorld;
  let robin: ConnectedAccount;
  beforeAll(async () => {
    outlook = await startMicrosoftWorld();
    Logger.overrideLogger(false);
  });
  beforeEach(async () => {
    await outlook.reset();
    robin = await ConnectedAccount.in(outlook);
  });
  afterAll(() => outlook.close());

  const requests = async (kind: 'delta' | 'calendarView'): Promise<number> =>
    (await outlook.control.requests({ kind })).requests.length;

  it('follow the links as they came, with nothing added', async () => {
    await robin.meet('a', 'b', 'c');
    await outlook.setPageSize(2);
    const { cursor } = await robin.pull();
    await robin.pull({ cursor });
    const log = (await outlook.control.requests({ kind: 'delta' })).requests;
    expect(log.map(({ query }) => Object.keys(query))).toEqual([
      ['startDateTime', 'endDateTime'],
      ['$skiptoken'],
      ['$deltatoken'],
    ]);
    expect(log[0]).toMatchObject({
      path: `/v1.0/me/calendars/${robin.calendarId}/calendarView/delta`,
      query: { startDateTime: '2026-03-01T00:00:00.000Z', endDateTime: '2026-04-01T00:00:00.000Z' },
    });
  });

  it('bring 2,500 events whole, one request at a time', async () => {
    const events = Array.from({ length: 2500 }, (_, n) => ({
      subject: `Meeting ${n}`,
      start: { dateTime: new Date(MARCH.from.getTime() + n * 900_000).toISOString(), timeZone: 'UTC' },
      end: { dateTime: new Date(MARCH.from.getTime() + (n + 1) * 900_000).toISOString(), timeZone: 'UTC' },
    }));
    await outlook.control.putEvents({ calendarId: robin.calendarId, events });
    const { changes, cursor } = await robin.pull();
    expect(cursor).toBeDefined();
    expect(new Set(told(changes))).toEqual(new Set(events.map(({ subject }) => `event ${subject}`)));
    const { maxConcurrency, requests } = await outlook.control.requests({ kind: 'delta' });
    expect([maxConcurrency, requests.length]).toEqual([1, 13]);
  });

  it('keep the order of two lines for one event', async () => {
    const [eventId = ''] = await robin.meet('as it is');
    await outlook.control.settings({ repeatEvent: { eventId, earlier: { subject: 'as it was' } } });
    expect(told((await robin.pull()).changes)).toEqual(['event as it was', 'event as it is']);
  });

  it('count a poisoned event, also one of a zone that nobody knows, and tell the others', async () => {
    const start = { dateTime: '2026-03-16T09:00:00', timeZone: 'tzone://Microsoft/Custom' };
    await outlook.control.putEvents({
      calendarId: robin.calendarId,
      events: [
        { id: 'custom', start, end: start },
        { id: 'poison', start: undefined },
      ],
    });
    await robin.meet('a', 'b');
    expect(told((await robin.pull()).changes).sort()).toEqual([
      'event a',
      'event b',
      'invalid custom',
      'invalid poison',
    ]);
  });

  it('end without a cursor when Graph gives no delta link', async () => {
    await outlook.control.settings({ withholdDeltaLink: true });
    expect(await robin.pages()).toEqual([{ changes: [] }]);
  });

  it.each([
    { code: 'SyncStateNotFound', status: 410 },
    { code: 'syncStateNotFound', status: 410, startOver: true },
    { code: 'SYNCSTATENOTFOUND', status: 404 },
    { code: 'SyncStateInvalid', status: 400 },
    { code: 'resyncRequired', status: 410 },
    { code: 'ResyncRequired', status: 409 },
    { code: 'somethingElse', status: 410 },
    { code: 'ErrorInvalidRequest', status: 400 },
  ])('that Graph forgot, in the words %j, ask for a full pull', async (words) => {
    await robin.meet('a', 'b', 'c');
    await outlook.setPageSize(2);
    const [first] = await robin.pages();
    const { cursor } = await robin.pull();
    await outlook.control.expireSyncState(words);
    await expect(robin.pull({ cursor })).rejects.toThrow(CursorExpired);
    await expect(robin.pull({ continuation: first!.continuation })).rejects.toThrow(CursorExpired);
    expect((await robin.pull()).cursor).toBeDefined();
  });

  describe('that lead to another host', () => {
    let stranger: Server;
    let address: string;
    let heard: unknown[];
    beforeAll(async () => {
      stranger = createServer((request, response) => {
        heard.push(request.headers);
        response.end('{"value":[]}');
      }).listen(0, '127.0.0.1');
      await once(stranger, 'listening');
      address = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
    });
    beforeEach(() => {
      heard = [];
    });
    afterAll(() => void stranger.close());

    it('are refused before a token goes there: next links, delta links, lists of calendars', async () => {
      await robin.meet('a', 'b', 'c');
      await outlook.control.settings({ linkOrigin: address });
      await expect(robin.pull()).rejects.toThrow(ProviderUnavailable);
      await outlook.setPageSize(1);
      await expect(robin.pull()).rejects.toThrow(ProviderUnavailable);
      await expect(collect(outlook.provider.listCalendars(robin.access))).rejects.toThrow(
        ProviderUnavailable,
      );
      expect(heard).toEqual([]);
    });

    it('are not gone back to either, once Graph is configured elsewhere', async () => {
      const link = `${address}/v1.0/me/calendars/x/calendarView/delta?$deltatoken=1`;
      for (const query of [{ cursor: link }, { continuation: link }, { continuation: `view:${link}` }]) {
        await expect(robin.pull(query)).rejects.toThrow(CursorExpired);
      }
      expect(heard).toEqual([]);
    });
  });

  describe('that cannot be finished', () => {
    it('are cut, and the window is read as a whole instead', async () => {
      await robin.meet('a', 'b', 'c');
      await outlook.setPageSize(2);
      await outlook.control.settings({ endlessPages: true });
      const pages = await robin.pages();
      const { changes, cursor } = pages.at(-1)!;
      expect(told([...pages.at(-2)!.changes, ...changes])).toEqual(['event a', 'event b', 'event c']);
      expect([pages.length, await requests('delta'), await requests('calendarView')]).toEqual([7, 5, 2]);
      await expect(robin.pull({ cursor })).rejects.toThrow(CursorExpired);
      expect(await requests('delta')).toBe(5);
    });

    it('ask for a full pull when they were to bring changes only', async () => {
      const { cursor } = await robin.pull();
      await robin.meet('a', 'b', 'c');
      await outlook.control.settings({ endlessPages: true });
      await expect(robin.pull({ cursor })).rejects.toThrow(CursorExpired);
      expect(await requests('calendarView')).toBe(0);
    });

    it.each([400, 501])(
      'because Graph refuses them with %i, give way to the whole window',
      async (status) => {
        await robin.meet('a', 'b', 'c');
        await outlook.setPageSize(2);
        await outlook.control.addFault({ kind: 'delta', effect: { type: 'status', status } });
        const [first, ...others] = await robin.pages();
        expect(told([first!, ...others].flatMap(({ changes }) => changes))).toEqual([
          'event a',
          'event b',
          'event c',
        ]);
        const rest = await robin.pull({ continuation: first!.continuation });
        expect(rest.changes).toEqual(others.flatMap(({ changes }) => changes));
        expect(rest.cursor).toBe(others.at(-1)!.cursor);
        expect(await requests('delta')).toBe(1);
      },
    );

    it('are begun again by the next full pull', async () => {
      await robin.meet('a');
      await outlook.control.settings({ endlessPages: true });
      await robin.pull();
      await outlook.control.settings({ endlessPages: false });
      const { cursor } = await robin.pull();
      expect((await robin.pull({ cursor })).changes).toEqual([]);
    });
  });

  it.each([
    [403, 'ErrorAccessDenied', CalendarGone],
    [403, 'Authorization_RequestDenied', CalendarGone],
    [403, 'InvalidAuthenticationToken', ReauthorizationRequired],
    [404, 'ErrorItemNotFound', CalendarGone],
  ])('refused with %i %s', async (status, reason, error) => {
    await outlook.control.addFault({ kind: 'delta', effect: { type: 'status', status, reason } });
    await expect(robin.pull()).rejects.toThrow(error);
  });

  it('list calendars with their colours and what one may do there', async () => {
    const email = 'robin@berger-consulting.example';
    await outlook.control.seedAccounts({
      accounts: [
        {
          email,
          calendars: [
            { id: 'holidays=', name: 'Holidays', hexColor: '#a6d1f5', canShare: false, canEdit: false },
            { id: 'team/+=', name: 'Board', hexColor: '', canShare: false, canEdit: true },
          ],
        },
      ],
    });
    const calendars = await collect(outlook.provider.listCalendars(robin.access));
    expect(
      calendars.map(({ name, color, accessRole, timezone }) => [name, color, accessRole, timezone]),
    ).toEqual(
      expect.arrayContaining([
        ['Holidays', '#a6d1f5', 'reader', null],
        ['Board', null, 'editor', null],
        ['Team', null, 'owner', null],
      ]),
    );
    const board = outlook.provider.pullEvents(robin.access, { calendarId: 'team/+=', window: MARCH });
    expect((await collect(board)).at(-1)?.cursor).toBeDefined();
  });
});
