import fc from 'fast-check';
import { nextRebase } from './rebase';

const DAY = 24 * 60 * 60 * 1000;

describe('The daily re-base', () => {
  it('comes within a day, at the same moment of every day', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 0, max: 4e12 }), (id, at) => {
        const next = nextRebase(id, new Date(at));
        expect(next.getTime() - at).toBeGreaterThan(0);
        expect(next.getTime() - at).toBeLessThanOrEqual(DAY);
        expect(nextRebase(id, next).getTime() - next.getTime()).toBe(DAY);
      }),
    );
  });

  it('spreads a fleet over the day', () => {
    const hours = fc.sample(fc.uuid(), 2_400).map((id) => nextRebase(id, new Date(0)).getUTCHours());
    const perHour = Array.from({ length: 24 }, (_, hour) => hours.filter((each) => each === hour).length);
    expect(Math.min(...perHour)).toBeGreaterThan(40);
    expect(Math.max(...perHour)).toBeLessThan(200);
  });
});
