import fc from 'fast-check';
import { billableMinutes, ROUNDING_MINUTES, ROUNDINGS } from '../terms/rounding';
import type { BillableEntry } from './billable-entries.repository';
import { inOneCurrency, priced, sharesOf } from './priced-lines';

const NO_RATE = { hourlyRate: null, currency: null };
const RATE = fc.record({
  hourlyRate: fc.nat(2 ** 31 - 1),
  currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'),
});
const POLICY = fc.record({
  rounding: fc.constantFrom(...ROUNDINGS),
  roundingMinutes: fc.constantFrom(...ROUNDING_MINUTES),
});
const ENTRY: fc.Arbitrary<BillableEntry> = fc.record({
  id: fc.uuid(),
  startedAt: fc.date({ noInvalidDate: true }),
  description: fc.string(),
  minutes: fc
    .tuple(fc.integer({ min: 1, max: 31 * 24 * 60 }), POLICY)
    .map(([minutes, policy]) => billableMinutes(minutes, policy)),
  projectName: fc.option(fc.string()),
  personName: fc.string(),
  agreed: RATE,
  project: RATE,
  client: RATE,
});
const sum = (numbers: number[]): bigint => numbers.reduce((total, number) => total + BigInt(number), 0n);

describe('The lines of an invoice', () => {
  it('add up to its total in every currency, whatever the entries, rates and roundings', () => {
    fc.assert(
      fc.property(fc.array(ENTRY, { minLength: 1, maxLength: 60 }), (entries) => {
        for (const share of sharesOf(priced(entries))) {
          const lines = inOneCurrency(priced(entries), share.currency);
          expect(BigInt(share.total)).toBe(sum(lines.map(({ amount }) => amount)));
          expect(BigInt(share.minutes)).toBe(sum(lines.map(({ entry }) => entry.minutes)));
          expect(lines).toHaveLength(share.entries);
        }
      }),
    );
  });

  it('hold every entry in exactly one currency', () => {
    fc.assert(
      fc.property(fc.array(ENTRY, { maxLength: 60 }), (entries) => {
        const lines = priced(entries);
        const split = sharesOf(lines).flatMap(({ currency }) => inOneCurrency(lines, currency));
        expect(split.map(({ entry }) => entry.id).sort()).toEqual(entries.map(({ id }) => id).sort());
      }),
    );
  });

  it('stay safe integers when 5,000 of the longest entries are billed at the highest rate', () => {
    const [entry] = fc.sample(ENTRY, 1) as [BillableEntry];
    const dearest = { ...entry, minutes: 31 * 24 * 60, agreed: { hourlyRate: 2 ** 31 - 1, currency: 'EUR' } };

    const [share] = sharesOf(priced(Array.from({ length: 5_000 }, () => dearest)));

    expect(Number.isSafeInteger(share!.total)).toBe(true);
    expect(BigInt(share!.total)).toBe(5_000n * BigInt(2 ** 31 - 1) * 744n);
  });

  it('take the agreed rate, or else the project’s, or else the client’s', () => {
    const [entry] = fc.sample(ENTRY, 1) as [BillableEntry];
    const rate = (hourlyRate: number) => ({ hourlyRate, currency: 'EUR' });
    const [agreed, project, client] = [rate(1), rate(2), rate(3)];
    const billedAt = (rates: Partial<BillableEntry>) => priced([{ ...entry, ...rates }])[0]!.hourlyRate;

    expect(billedAt({ agreed, project, client })).toBe(1);
    expect(billedAt({ agreed: NO_RATE, project, client })).toBe(2);
    expect(billedAt({ agreed: NO_RATE, project: NO_RATE, client })).toBe(3);
    expect(() => billedAt({ agreed: NO_RATE, project: NO_RATE, client: NO_RATE })).toThrow(
      expect.objectContaining({
        code: 'rate_missing',
        extensions: { entries: 1, time_entry_ids: [entry.id] },
      }),
    );
  });
});
