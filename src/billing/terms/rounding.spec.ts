import fc from 'fast-check';
import { billableMinutes, type Rounding, ROUNDING_MINUTES } from './rounding';

const MINUTES = fc.integer({ min: 1, max: 31 * 24 * 60 });
const INCREMENT = fc.constantFrom(...ROUNDING_MINUTES);

/** For each increment: minutes of work, and what is billed of them up, down and to the nearest. */
const CASES: Record<(typeof ROUNDING_MINUTES)[number], [number, number, number, number][]> = {
  1: [
    [1, 1, 1, 1],
    [83, 83, 83, 83],
  ],
  5: [
    [1, 5, 0, 0],
    [82, 85, 80, 80],
    [83, 85, 80, 85],
    [85, 85, 85, 85],
  ],
  6: [
    [1, 6, 0, 0],
    [3, 6, 0, 6],
    [82, 84, 78, 84],
    [80, 84, 78, 78],
  ],
  10: [
    [4, 10, 0, 0],
    [5, 10, 0, 10],
    [90, 90, 90, 90],
    [91, 100, 90, 90],
  ],
  15: [
    [7, 15, 0, 0],
    [8, 15, 0, 15],
    [90, 90, 90, 90],
    [97, 105, 90, 90],
    [98, 105, 90, 105],
  ],
  30: [
    [14, 30, 0, 0],
    [15, 30, 0, 30],
    [44, 60, 30, 30],
    [45, 60, 30, 60],
    [44_640, 44_640, 44_640, 44_640],
  ],
};

const TABLE = Object.entries(CASES).flatMap(([increment, rows]) =>
  rows.flatMap(([minutes, ...billed]) =>
    (['up', 'down', 'nearest'] as const).map((rounding, way): [number, Rounding, number, number] => [
      minutes,
      rounding,
      Number(increment),
      billed[way]!,
    ]),
  ),
);

describe('Billable minutes', () => {
  it('are known for every increment that may be agreed', () => {
    expect(Object.keys(CASES).map(Number)).toEqual([...ROUNDING_MINUTES]);
  });

  it.each(TABLE)('of %d minutes, %s to %d, are %d', (minutes, rounding, roundingMinutes, billed) => {
    expect(billableMinutes(minutes, { rounding, roundingMinutes })).toBe(billed);
  });

  const law = (rounding: Rounding, holds: (minutes: number, billed: number, increment: number) => void) =>
    fc.assert(
      fc.property(MINUTES, INCREMENT, (minutes, roundingMinutes) =>
        holds(minutes, billableMinutes(minutes, { rounding, roundingMinutes }), roundingMinutes),
      ),
    );

  it('are the work itself without rounding', () => {
    fc.assert(
      fc.property(MINUTES, (minutes) => {
        expect(billableMinutes(minutes, { rounding: 'none', roundingMinutes: null })).toBe(minutes);
      }),
    );
  });

  it('are at least the work when rounded up, by less than an increment more', () => {
    law('up', (minutes, billed, increment) => {
      expect(billed).toBeGreaterThanOrEqual(minutes);
      expect(billed - minutes).toBeLessThan(increment);
    });
  });

  it('are at most the work when rounded down, by less than an increment less', () => {
    law('down', (minutes, billed, increment) => {
      expect(billed).toBeLessThanOrEqual(minutes);
      expect(minutes - billed).toBeLessThan(increment);
      expect(billed).toBeGreaterThanOrEqual(0);
    });
  });

  it('are half an increment away at most when rounded to the nearest, and half counts as a whole one', () => {
    law('nearest', (minutes, billed, increment) => {
      expect(Math.abs(billed - minutes) * 2).toBeLessThanOrEqual(increment);
      expect(minutes - billed).not.toBe(increment / 2);
    });
  });

  it.each(['up', 'down', 'nearest'] as const)(
    'rounded %s are multiples, and stay as they are when rounded again',
    (rounding) => {
      law(rounding, (_, billed, increment) => {
        expect(billed % increment).toBe(0);
        expect(billableMinutes(billed, { rounding, roundingMinutes: increment })).toBe(billed);
      });
    },
  );

  it.each(['up', 'down', 'nearest'] as const)('rounded %s never fall when there is more work', (rounding) => {
    law(rounding, (minutes, billed, roundingMinutes) => {
      expect(billableMinutes(minutes + 1, { rounding, roundingMinutes })).toBeGreaterThanOrEqual(billed);
    });
  });
});
