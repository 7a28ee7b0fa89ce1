import { Logger } from '@nestjs/common';
import type { EventInput } from '../../sandbox/microsoft/graph.event';
import type { CalendarEvent, EventChange } from '../../src/calendars/provider/calendar-event';
import { CursorExpired, RateLimited } from '../../src/calendars/provider/provider-errors';
import { ConnectedAccount, hour, told } from '../providers/connected-account';
import { type MicrosoftWorld, startMicrosoftWorld } from '../providers/microsoft-world';

/** Nine o'clock in Berlin, Mondays from 9 to 30 March; the clocks change on the 29th. */
const WEEKLY: EventInput = {
  id: 'weekly',
  subject: 'Weekly',
  body: { contentType: 'text', content: 'Minutes' },
  location: { displayName: 'Room 1' },
  categories: ['Client A'],
  showAs: 'tentative',
  start: { dateTime: '2026-03-09T09:00:00', timeZone: 'W. Europe Standard Time' },
  end: { dateTime: '2026-03-09T10:00:00', timeZone: 'W. Europe Standard Time' },
  recurrence: {
    pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'] },
    range: { type: 'numbered', startDate: '2026-03-09', numberOfOccurrences: 4 },
  },
};
const DAYS = ['2026-03-09', '2026-03-16', '2026-03-23', '2026-03-30'].map((day) => `weekly.${day}`);

describe('A series in Outlook', () => {
  let outlook: MicrosoftWorld;
  let robin: ConnectedAccount;
  beforeAll(async () => {
    outlook = await startMicrosoftWorld();
    Logger.overrideLogger(false);
  });
  beforeEach(async () => {
    await outlook.reset();
    robin = await ConnectedAccount.in(outlook);
    await outlook.control.putEvents({ calendarId: robin.calendarId, events: [WEEKLY] });
  });
  afterAll(() => outlook.close());

  const patch = (eventId: string, patch: EventInput): Promise<unknown> =>
    outlook.control.patchEvent({ calendarId: robin.calendarId, eventId, patch });
  const find = (id: string): Promise<EventChange | undefined> =>
    outlook.provider.findEvent(robin.access, { id });
  const askedForMasters = async (): Promise<number> =>
    (await outlook.control.requests({ kind: 'event' })).requests.length;

  it.each(['first', 'last', 'withheld'] as const)(
    'fills its occurrences in, with the master %s in the round',
    async (seriesMasters) => {
      await outlook.control.settings({ seriesMasters });
      const { changes } = await robin.pull();
      expect(changes.map(({ id }) => id)).toEqual(DAYS);
      for (const event of eventsOf(changes)) {
        expect(event).toMatchObject({
          summary: 'Weekly',
          description: 'Minutes',
          location: 'Room 1',
          categories: ['Client A'],
          status: 'tentative',
          timeZone: 'Europe/Berlin',
          seriesId: 'weekly',
          recurrenceId: event.startsAt,
        });
      }
      expect(await askedForMasters()).toBe(seriesMasters === 'withheld' ? 1 : 0);
    },
  );

  it('asks once for a master that a later page would have brought', async () => {
    await outlook.control.settings({ seriesMasters: 'last' });
    await outlook.setPageSize(1);
    const { changes } = await robin.pull();
    expect(told(changes)).toEqual(DAYS.map(() => 'event Weekly'));
    expect(await askedForMasters()).toBe(1);
  });

  it('goes on after an interruption without its master at hand', async () => {
    await outlook.setPageSize(2);
    const [first] = await robin.pages();
    const { changes } = await robin.pull({ continuation: first!.continuation });
    expect(told(changes)).toEqual(DAYS.slice(1).map(() => 'event Weekly'));
  });

  it('is gone when its master is', async () => {
    await outlook.control.settings({ seriesMasters: 'withheld' });
    await outlook.control.addFault({ kind: 'event', effect: { type: 'status', status: 404 } });
    expect((await robin.pull()).changes).toEqual(DAYS.map((id) => ({ kind: 'removed', id })));
  });

  it('stops the pull when its master cannot be asked for', async () => {
    await outlook.control.settings({ seriesMasters: 'withheld' });
    await outlook.control.addFault({ kind: 'event', effect: { type: 'status', status: 429 } });
    await expect(robin.pull()).rejects.toThrow(RateLimited);
  });

  it('keeps the time of day across the clock change of 29 March', async () => {
    const starts = eventsOf((await robin.pull()).changes).map(({ startsAt }) => startsAt.getUTCHours());
    expect(starts).toEqual([8, 8, 8, 7]);
  });

  it('hands its privacy and its cancellation down', async () => {
    await patch('weekly', { sensitivity: 'private' });
    const events = eventsOf((await robin.pull()).changes);
    expect(events.map(({ summary, visibility }) => [summary, visibility])).toEqual(
      DAYS.map(() => [null, 'private']),
    );
    await outlook.control.cancelEvent({ calendarId: robin.calendarId, eventId: 'weekly' });
    expect(eventsOf((await robin.pull()).changes).map(({ status }) => status)).toEqual(
      DAYS.map(() => 'cancelled'),
    );
  });

  it('has exceptions with words and times of their own, and one uid', async () => {
    await outlook.moveEvent(robin.calendarId, DAYS[1]!, hour('2026-03-18T12:00:00Z'));
    await patch(DAYS[1]!, { subject: 'Moved' });
    const events = eventsOf((await robin.pull()).changes);
    expect(events.find(({ id }) => id === DAYS[1])).toMatchObject({
      summary: 'Moved',
      seriesId: 'weekly',
      recurrenceId: new Date('2026-03-16T08:00:00Z'),
      ...hour('2026-03-18T12:00:00Z'),
    });
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(1);
  });

  it('asks for a full pull when it was touched: nobody tells which occurrences it lost', async () => {
    const { cursor } = await robin.pull();
    await outlook.control.deleteEvent({ calendarId: robin.calendarId, eventId: DAYS[1]! });
    await expect(robin.pull({ cursor })).rejects.toThrow(CursorExpired);
    expect((await robin.pull()).changes.map(({ id }) => id)).toEqual(DAYS.filter((id) => id !== DAYS[1]));
  });

  it('goes as a whole by its id, to be confirmed', async () => {
    const { cursor } = await robin.pull();
    await outlook.control.settings({ deletedSeriesAs: 'master' });
    await outlook.control.deleteEvent({ calendarId: robin.calendarId, eventId: 'weekly' });
    expect((await robin.pull({ cursor })).changes).toEqual([
      { kind: 'removed', id: 'weekly', unconfirmed: true },
    ]);
    expect(await find(DAYS[1]!)).toBeUndefined();
  });

  it('tells of events that left the window as if they were gone, and finds them', async () => {
    const [id = ''] = await robin.meet('Planning');
    const { cursor } = await robin.pull();
    await outlook.moveEvent(robin.calendarId, id, hour('2026-06-01T09:00:00Z'));
    expect((await robin.pull({ cursor })).changes).toEqual([{ kind: 'removed', id, unconfirmed: true }]);
    expect(await find(id)).toMatchObject({ kind: 'event', event: hour('2026-06-01T09:00:00Z') });
  });

  it('finds an occurrence as it is, and no meeting in a master', async () => {
    expect(await find(DAYS[2]!)).toMatchObject({
      kind: 'event',
      event: { summary: 'Weekly', seriesId: 'weekly', ...hour('2026-03-23T08:00:00Z') },
    });
    expect(await find('weekly')).toBeUndefined();
    expect(await find('never was')).toBeUndefined();
    await outlook.control.cancelEvent({ calendarId: robin.calendarId, eventId: 'weekly' });
    expect(await find(DAYS[2]!)).toEqual({ kind: 'removed', id: DAYS[2] });
  });
});

function eventsOf(changes: EventChange[]): CalendarEvent[] {
  return changes.flatMap((change) => (change.kind === 'event' ? [change.event] : []));
}
