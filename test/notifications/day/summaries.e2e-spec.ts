import { RaiseDailySummaries } from '../../../src/calendars/day/raise-daily-summaries.task';
import { PreferencesService } from '../../../src/notifications/preferences/preferences.service';
import { type Service, startService } from '../../harness/service';
import { type Row, rowsOf } from '../outbox-rows';
import { met, somebodyIn, worked } from './people';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('The summary of a day', () => {
  let service: Service;
  let task: RaiseDailySummaries;
  let preferences: PreferencesService;

  beforeAll(async () => {
    service = await startService();
    task = service.app.get(RaiseDailySummaries, { strict: false });
    preferences = service.app.get(PreferencesService, { strict: false });
  });
  beforeEach(() => service.sql('DELETE FROM users'));
  afterAll(() => service.close());

  const personIn = async (timezone: string, since: string): Promise<string> => {
    const id = await somebodyIn(service, timezone);
    await preferences.ensure(id, new Date(since));
    return id;
  };
  const runAt = async (instant: string | number): Promise<Record<string, number>> => {
    service.clock.moveTo(new Date(instant));
    return task.run();
  };
  /** Lets the time pass, with a look every quarter of an hour. */
  const pass = async (from: string, to: string): Promise<void> => {
    for (let at = Date.parse(from); at <= Date.parse(to); at += 15 * MINUTE) await runAt(at);
  };
  /** Days that were told, and when, on the full minute. */
  const toldOf = async (userId: string): Promise<string[][]> =>
    (await rowsOf(service, userId)).map(({ subject, created_at }) => [
      subject!,
      created_at.toISOString().slice(0, 16),
    ]);

  it.each([
    // Clocks are put back in New York on 1 November 2026, and forward on 14 March 2027.
    [
      'America/New_York',
      [
        ['2026-10-31', '2026-10-31T21:00'],
        ['2026-11-01', '2026-11-01T22:00'],
        ['2026-11-02', '2026-11-02T22:00'],
      ],
    ],
    [
      'Asia/Kolkata',
      [
        ['2026-10-31', '2026-10-31T11:30'],
        ['2026-11-01', '2026-11-01T11:30'],
        ['2026-11-02', '2026-11-02T11:30'],
        ['2026-11-03', '2026-11-03T11:30'],
      ],
    ],
    [
      'Pacific/Apia',
      [
        ['2026-10-31', '2026-10-31T04:00'],
        ['2026-11-01', '2026-11-01T04:00'],
        ['2026-11-02', '2026-11-02T04:00'],
        ['2026-11-03', '2026-11-03T04:00'],
      ],
    ],
  ])('comes at 17:00 in %s, once for each day, across a clock change', async (zone, expected) => {
    const person = await personIn(zone, '2026-10-31T00:00:00Z');
    for (let day = 30; day < 35; day += 1) {
      const noons = [0, 6, 12, 18].map((hour) => new Date(Date.UTC(2026, 9, day, hour)).toISOString());
      await worked(service, person, ...noons);
    }
    await pass('2026-10-31T00:00:00Z', '2026-11-03T12:00:00Z');
    expect(await toldOf(person)).toEqual(expected);
  });

  it('comes at 17:00 where clocks are put forward', async () => {
    const person = await personIn('America/New_York', '2027-03-13T12:00:00Z');
    await worked(service, person, '2027-03-13T18:00:00Z', '2027-03-14T18:00:00Z');
    await pass('2027-03-13T18:00:00Z', '2027-03-15T04:00:00Z');
    expect(await toldOf(person)).toEqual([
      ['2027-03-13', '2027-03-13T22:00'],
      ['2027-03-14', '2027-03-14T21:00'],
    ]);
  });

  it('says what was done and what is not converted on that local day', async () => {
    const person = await personIn('Asia/Kolkata', '2026-11-20T00:00:00Z');
    await worked(service, person, '2026-11-19T18:29:00Z', '2026-11-19T18:30:00Z', '2026-11-20T10:00:00Z');
    await met(service, person, '2026-11-20T06:00:00Z', '2026-11-20T18:30:00Z');
    expect(await runAt('2026-11-20T11:30:10Z')).toEqual({ raised: 1, empty: 0 });
    expect(await rowsOf(service, person)).toMatchObject([
      {
        type: 'daily_summary',
        status: 'waiting',
        facts: { date: '2026-11-20', timezone: 'Asia/Kolkata', entries: 2, minutes: 60, unconverted: 1 },
      },
    ]);
  });

  it('is not told of an empty day, also when something is written down later', async () => {
    const person = await personIn('UTC', '2026-11-20T00:00:00Z');
    expect(await runAt('2026-11-20T17:00:10Z')).toEqual({ raised: 0, empty: 1 });
    await worked(service, person, '2026-11-20T12:00:00Z');
    expect(await runAt('2026-11-20T18:00:00Z')).toEqual({ raised: 0, empty: 0 });
    expect(await rowsOf(service, person)).toMatchObject([
      { subject: '2026-11-20', status: 'skipped', reason: 'Nothing happened on that day.' },
    ]);
  });

  it('is told by as many workers as there are once', async () => {
    const people = await Promise.all(
      Array.from({ length: 20 }, () => personIn('UTC', '2026-11-20T00:00:00Z')),
    );
    for (const person of people) await worked(service, person, '2026-11-20T12:00:00Z');
    service.clock.moveTo(new Date('2026-11-20T17:00:00Z'));
    await Promise.all([task.run(), task.run(), task.run()]);
    const rows = await service.sql<{ count: number }>('SELECT count(*)::int FROM notifications');
    expect(rows).toEqual([{ count: 20 }]);
  });

  it('is late by six hours at most', async () => {
    const person = await personIn('UTC', '2026-11-19T18:00:00Z');
    await worked(service, person, '2026-11-20T12:00:00Z', '2026-11-21T12:00:00Z');
    await runAt('2026-11-20T23:00:00Z');
    expect(await toldOf(person)).toEqual([]);
    await runAt('2026-11-21T22:59:00Z');
    expect(await toldOf(person)).toEqual([['2026-11-21', '2026-11-21T22:59']]);
  });

  it('may come after midnight for who wants it just before', async () => {
    const person = await personIn('Europe/Berlin', '2026-11-19T00:00:00Z');
    service.clock.moveTo(new Date('2026-11-20T12:00:00Z'));
    await preferences.set(person, { dailySummaryTime: '23:59' });
    await worked(service, person, '2026-11-20T12:00:00Z');
    await runAt('2026-11-20T22:58:59Z');
    expect(await toldOf(person)).toEqual([]);
    await runAt('2026-11-20T23:00:30Z');
    expect(await toldOf(person)).toEqual([['2026-11-20', '2026-11-20T23:00']]);
  });

  describe('for somebody who changes their mind', () => {
    let person: string;
    beforeEach(async () => {
      person = await personIn('UTC', '2026-11-01T00:00:00Z');
      await worked(service, person, '2026-11-20T08:00:00Z', '2026-11-21T08:00:00Z');
    });
    const setAt = async (instant: string, change: Parameters<PreferencesService['set']>[1]) => {
      service.clock.moveTo(new Date(instant));
      await preferences.set(person, change);
    };
    const days = async (): Promise<string[]> => (await toldOf(person)).map(([day]) => day!);

    it('does not come for a moment that has passed when it is switched on', async () => {
      await setAt('2026-11-20T09:00:00Z', { switchOff: ['daily_summary'] });
      await runAt('2026-11-20T17:00:00Z');
      await setAt('2026-11-20T17:30:00Z', { switchOn: ['daily_summary'] });
      await runAt('2026-11-20T17:31:00Z');
      expect(await days()).toEqual([]);
      await runAt('2026-11-21T17:00:00Z');
      expect(await days()).toEqual(['2026-11-21']);
    });

    it('does not come when its time is put to one that has passed, and comes at one that has not', async () => {
      await setAt('2026-11-20T15:00:00Z', { dailySummaryTime: '14:00' });
      await runAt('2026-11-20T15:01:00Z');
      expect(await days()).toEqual([]);
      await setAt('2026-11-20T15:10:00Z', { dailySummaryTime: '15:30' });
      await runAt('2026-11-20T15:30:00Z');
      expect(await days()).toEqual(['2026-11-20']);
    });

    it('does not come a second time on a day when its time is put later', async () => {
      await runAt('2026-11-20T17:00:00Z');
      await setAt('2026-11-20T17:10:00Z', { dailySummaryTime: '18:00' });
      await runAt('2026-11-20T18:00:00Z');
      expect(await days()).toEqual(['2026-11-20']);
    });

    it('comes once when they fly to another zone in between', async () => {
      await runAt('2026-11-20T17:00:00Z');
      await service.sql(`UPDATE users SET timezone = 'America/New_York' WHERE id = $1`, [person]);
      await runAt(Date.parse('2026-11-20T17:00:00Z') + 5 * HOUR);
      expect(await days()).toEqual(['2026-11-20']);
    });
  });

  it.each(['Mars/Base', '+05:30'])(
    "lives by UTC for who is in '%s', which the database does not know",
    async (zone) => {
      const person = await personIn(zone, '2026-11-20T00:00:00Z');
      await worked(service, person, '2026-11-20T12:00:00Z');
      await runAt('2026-11-20T17:00:00Z');
      expect(await rowsOf(service, person)).toMatchObject<Partial<Row>[]>([{ facts: { timezone: 'UTC' } }]);
    },
  );

  it('is for people whom a channel has reached', async () => {
    const person = await somebodyIn(service, 'UTC');
    await worked(service, person, '2026-11-20T12:00:00Z');
    expect(await runAt('2026-11-20T17:00:00Z')).toEqual({ raised: 0, empty: 0 });
  });
});
