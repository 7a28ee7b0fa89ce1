import fc from 'fast-check';
import { priceOf } from './price';

const MINUTES = fc.nat(31 * 24 * 60);
const RATE = fc.nat(2 ** 31 - 1);

describe('The price of some minutes', () => {
  it.each([
    [90, 12_000, 18_000],
    [50, 12_000, 10_000],
    [1, 12_000, 200],
    [0, 12_000, 0],
    [60, 0, 0],
    // Half a minor unit counts as a whole one.
    [30, 1, 1],
    [29, 1, 0],
    [1, 9_001, 150],
  ])('%d minutes at %d an hour are %d', (minutes, rate, amount) => {
    expect(priceOf(minutes, rate)).toBe(amount);
  });

  it('is the exact product, rounded once and half up, however large', () => {
    fc.assert(
      fc.property(MINUTES, RATE, (minutes, rate) => {
        const twice = 2n * BigInt(minutes) * BigInt(rate);
        expect(BigInt(priceOf(minutes, rate))).toBe((twice + 60n) / 120n);
      }),
    );
  });

  it('never falls when there is more work, or a higher rate', () => {
    fc.assert(
      fc.property(MINUTES, RATE, fc.nat(600), (minutes, rate, more) => {
        expect(priceOf(minutes + more, rate)).toBeGreaterThanOrEqual(priceOf(minutes, rate));
        expect(priceOf(minutes, rate + more)).toBeGreaterThanOrEqual(priceOf(minutes, rate));
      }),
    );
  });

  it('is the rate itself for an hour', () => {
    fc.assert(fc.property(RATE, (rate) => expect(priceOf(60, rate)).toBe(rate)));
  });
});
