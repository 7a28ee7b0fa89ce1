import { boundsOf, type DayBounds } from '../../../calendars/day/local-days';
import { placedOn } from './placement';

const ZONE = 'Europe/Berlin';

const dayOf = (date: string, timezone = ZONE): DayBounds => boundsOf({ from: date, to: date, timezone });

/** When two hours of a day are placed, in UTC. */
function placed(date: string, logged: string | null, minutes = 120): string {
  const day = dayOf(date);
  const last = logged === null ? null : new Date(logged);
  const { startedAt, endedAt } = placedOn(date, minutes, last, { day, zone: ZONE });
  return `${startedAt.toISOString().slice(0, 16)}/${endedAt.toISOString().slice(0, 16)}`;
}

describe('A day without times', () => {
  it('begins at nine', () => {
    expect(placed('2026-03-13', null)).toBe('2026-03-13T08:00/2026-03-13T10:00');
    expect(placed('2026-06-12', null)).toBe('2026-06-12T07:00/2026-06-12T09:00');
  });

  it('goes on where its last entry ends', () => {
    expect(placed('2026-03-13', '2026-03-13T15:30:00Z')).toBe('2026-03-13T15:30/2026-03-13T17:30');
  });

  it('never begins on the next day', () => {
    expect(placed('2026-03-13', '2026-03-14T01:00:00Z')).toBe('2026-03-13T21:00/2026-03-13T23:00');
    expect(placed('2026-03-13', '2026-03-14T01:00:00Z', 24 * 60)).toBe('2026-03-12T23:00/2026-03-13T23:00');
  });

  it('may have 23 hours or 25', () => {
    const hours = (date: string): number => {
      const { start, end } = dayOf(date);
      return (end.getTime() - start.getTime()) / 3_600_000;
    };
    expect([hours('2026-03-28'), hours('2026-03-29'), hours('2026-10-25')]).toEqual([24, 23, 25]);
    // The clocks of Beirut skip midnight.
    expect(dayOf('2026-03-29', 'Asia/Beirut').start).toEqual(new Date('2026-03-28T22:00:00Z'));
  });
});
