import fc from 'fast-check';
import { rateOf, roundingOf } from './billing-terms';
import { ROUNDING_MINUTES } from './rounding';
import { NO_TERMS } from './whole-terms';

const EUR = { ...NO_TERMS, hourlyRate: 12_000, currency: 'EUR' };
const FREE = { ...NO_TERMS, hourlyRate: 0, currency: 'CHF' };
const UP = { ...NO_TERMS, rounding: 'up', roundingMinutes: 15 } as const;
const NONE = { ...NO_TERMS, rounding: 'none' } as const;

const RATE = fc.record({ hourlyRate: fc.nat(), currency: fc.constantFrom('EUR', 'JPY', 'KWD') });
const ROUNDING = fc.record({
  rounding: fc.constantFrom('up', 'down', 'nearest'),
  roundingMinutes: fc.constantFrom(...ROUNDING_MINUTES),
});
/** Whole terms, in which either part may be open. */
const TERMS = fc
  .tuple(fc.option(RATE), fc.option(fc.oneof(ROUNDING, fc.constant({ rounding: 'none' }))))
  .map(([rate, rounding]) => ({ ...NO_TERMS, ...rate, ...rounding }));

describe('The terms that count', () => {
  it.each([
    ['the project’s', EUR, FREE, { hourlyRate: 12_000, currency: 'EUR' }],
    ['the project’s, also for nothing', FREE, EUR, { hourlyRate: 0, currency: 'CHF' }],
    ['the client’s, where the project has none', UP, EUR, { hourlyRate: 12_000, currency: 'EUR' }],
    ['the client’s, without a project', null, EUR, { hourlyRate: 12_000, currency: 'EUR' }],
    ['none, where nobody has one', UP, NONE, { hourlyRate: null, currency: null }],
  ])('have a rate: %s', (_, project, client, rate) => {
    expect(rateOf(project, client)).toEqual(rate);
  });

  it.each([
    ['the project’s', UP, NONE, { rounding: 'up', roundingMinutes: 15 }],
    ['the project’s, also to round nothing', NONE, UP, { rounding: 'none', roundingMinutes: null }],
    ['the client’s, where the project has none', EUR, UP, { rounding: 'up', roundingMinutes: 15 }],
    ['the client’s, without a project', null, UP, { rounding: 'up', roundingMinutes: 15 }],
    ['none, where nobody has one', EUR, FREE, { rounding: 'none', roundingMinutes: null }],
  ])('have a rounding: %s', (_, project, client, rounding) => {
    expect(roundingOf(project, client)).toEqual(rounding);
  });

  it('are one party’s for each part, never a mixture of two', () => {
    fc.assert(
      fc.property(TERMS, TERMS, (project, client) => {
        const byRate = project.currency === null ? client : project;
        const { hourlyRate, currency } = byRate;
        expect(rateOf(project, client)).toEqual({ hourlyRate, currency });
        const { rounding, roundingMinutes } = project.rounding === null ? client : project;
        expect(roundingOf(project, client)).toEqual({ rounding: rounding ?? 'none', roundingMinutes });
      }),
    );
  });
});
