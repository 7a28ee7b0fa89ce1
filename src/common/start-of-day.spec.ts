import { startOfDay } from './start-of-day';

describe('A local day begins', () => {
  it.each([
    ['2026-03-14', 'UTC', '2026-03-14T00:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    // Clocks go back over midnight: it comes twice.
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
    ['2026-10-25', 'Atlantic/Azores', '2026-10-25T00:00:00.000Z'],
    // They go forward over it: it does not come.
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
    // A day that an island left out.
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s in %s at %s', (date, zone, instant) => {
    expect(startOfDay(date, zone)!.toISOString()).toBe(instant);
  });

  it.each(['Europe/Berlin', 'America/Havana', 'Atlantic/Azores', 'Africa/Cairo', 'Australia/Lord_Howe'])(
    'where the day before ends, all year round: %s',
    (zone) => {
      for (let day = 0; day < 366; day += 1) {
        const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
        const before = new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10);
        expect(startOfDay(date, zone)).toEqual(startOfDay(before, zone, 1));
      }
    },
  );

  it.each(['2026-02-30', '2026-13-01', 'March', ''])('never on %j', (date) => {
    expect(startOfDay(date, 'UTC')).toBeUndefined();
  });
});
