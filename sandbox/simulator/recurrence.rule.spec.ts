import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { RecurrenceRule, startsOf } from './recurrence.rule';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Australia/Lord_Howe',
];
const HOUR = 3_600_000;
const first = fc.record({
  zone: fc.constantFrom(...ZONES),
  instant: fc.integer({ min: 0, max: 20_000 }).map((hours) => Date.UTC(2024, 0) + hours * HOUR),
});
const daily = (interval: number): RecurrenceRule => ({ frequency: 'DAILY', interval, weekdays: [] });

describe('The starts of a series', () => {
  it('have the wall-clock time of the first, as Luxon counts it over every clock change', () => {
    fc.assert(
      fc.property(first, fc.integer({ min: 1, max: 9 }), ({ zone, instant }, interval) => {
        const starts = [...startsOf({ ...daily(interval), count: 400 }, { zone, instant }, Infinity)];
        const begin = DateTime.fromMillis(instant, { zone });
        expect(starts).toEqual(starts.map((_, n) => begin.plus({ days: n * interval }).toMillis()));
      }),
      { numRuns: 50 },
    );
  });

  it('fall on the weekdays, in order, and none before the first', () => {
    const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    fc.assert(
      fc.property(first, weekdays, fc.integer({ min: 1, max: 7 }), ({ zone, instant }, days, weekStart) => {
        const rule: RecurrenceRule = { frequency: 'WEEKLY', interval: 2, weekdays: days, weekStart };
        const starts = [...startsOf(rule, { zone, instant }, instant + 100 * 24 * HOUR)];
        const weekdaysOf = starts.map((start) => DateTime.fromMillis(start, { zone }).weekday);
        expect(new Set(weekdaysOf)).toEqual(new Set(days));
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
        expect(Math.min(...starts)).toBeGreaterThanOrEqual(instant);
      }),
      { numRuns: 50 },
    );
  });
});
