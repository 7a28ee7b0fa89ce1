import fc from 'fast-check';
import { overlaps, windowAround } from './window';

const instant = fc.date({ min: new Date('1980-01-01'), max: new Date('2150-01-01'), noInvalidDate: true });
const span = fc.tuple(instant, fc.integer({ min: 1, max: 10 ** 9 })).map(([startsAt, length]) => ({
  startsAt,
  endsAt: new Date(startsAt.getTime() + length),
}));

describe('A window', () => {
  it('is a number of days of 24 hours around now', () => {
    const window = windowAround(new Date('2026-03-28T10:00:00Z'), { daysBack: 7, daysForward: 30 });
    expect(window).toEqual({ from: new Date('2026-03-21T10:00:00Z'), to: new Date('2026-04-27T10:00:00Z') });
  });

  it('contains now, unless it looks neither back nor forward', () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 1, max: 366 }),
        fc.integer({ min: 1, max: 366 }),
        (now, daysBack, daysForward) => {
          const window = windowAround(now, { daysBack, daysForward });
          expect(overlaps({ startsAt: now, endsAt: new Date(now.getTime() + 1) }, window)).toBe(true);
        },
      ),
    );
  });

  it('overlaps an event exactly if the event overlaps it', () => {
    fc.assert(
      fc.property(span, span, (one, other) => {
        const asWindow = ({ startsAt, endsAt }: typeof one) => ({ from: startsAt, to: endsAt });
        expect(overlaps(one, asWindow(other))).toBe(overlaps(other, asWindow(one)));
      }),
    );
  });

  it('does not overlap what only touches its edges', () => {
    const window = { from: new Date('2026-01-10T00:00:00Z'), to: new Date('2026-01-20T00:00:00Z') };
    expect(overlaps({ startsAt: new Date('2026-01-09T00:00:00Z'), endsAt: window.from }, window)).toBe(false);
    expect(overlaps({ startsAt: window.to, endsAt: new Date('2026-01-21T00:00:00Z') }, window)).toBe(false);
  });
});
