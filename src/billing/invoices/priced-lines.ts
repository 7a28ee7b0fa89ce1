import { Conflict } from '../../common/errors/problem';
import { priceOf } from '../money/price';
import { rateOf } from '../terms/billing-terms';
import type { BillableEntry } from './billable-entries.repository';

/** An entry with its price. */
export interface PricedEntry {
  entry: BillableEntry;
  /** Minor units of `currency` for an hour. */
  hourlyRate: number;
  currency: string;
  /** Frozen at approval, not taken from project or client now. */
  rateAgreed: boolean;
  /** Minor units: what `priceOf` says. */
  amount: number;
}

/** What could be billed in one currency. */
export interface CurrencyShare {
  currency: string;
  entries: number;
  minutes: number;
  /** Minor units. */
  total: number;
}

/** How many entries without a rate an error names. */
const NAMED = 20;

/**
 * Prices entries: at the rate that was frozen when they were approved, or at that of their project or client now where
 * there was none.
 * @throws Conflict `rate_missing` when some have no rate even then: no work is billed at zero by accident
 */
export function priced(entries: BillableEntry[]): PricedEntry[] {
  const rated = entries.map((entry) => ({ entry, ...rateOfEntry(entry) }));
  const unpriced = rated.filter(({ currency }) => currency === null).map(({ entry }) => entry.id);
  if (unpriced.length > 0) {
    throw new Conflict(
      `${unpriced.length} of the ${entries.length} time entries ${unpriced.length === 1 ? 'has' : 'have'} no hourly rate: set one on their project or client.`,
      'rate_missing',
      { entries: unpriced.length, time_entry_ids: unpriced.slice(0, NAMED) },
    );
  }
  return rated.map(({ entry, hourlyRate, currency }) => ({
    entry,
    hourlyRate: hourlyRate!,
    currency: currency!,
    rateAgreed: entry.agreed.currency !== null,
    amount: priceOf(entry.minutes, hourlyRate!),
  }));
}

/**
 * The entries that go on one invoice, which has one currency.
 * @param currency may be left out if all entries have the same
 * @throws Conflict `nothing_to_bill`, or `mixed_currencies` with what there is in each, so that it can be split
 */
export function inOneCurrency(lines: PricedEntry[], currency: string | undefined): PricedEntry[] {
  const shares = sharesOf(lines);
  if (currency === undefined && shares.length > 1) {
    throw new Conflict(
      `There are time entries in ${currenciesOf(shares)}: draft one invoice for each currency.`,
      'mixed_currencies',
      { currencies: shares },
    );
  }
  const chosen = currency === undefined ? lines : lines.filter((line) => line.currency === currency);
  if (chosen.length > 0) return chosen;
  throw new Conflict(
    shares.length === 0
      ? 'The client has no approved time entries in this period that are not on an invoice yet.'
      : `The client has nothing to bill in ${currency} in this period, only in ${currenciesOf(shares)}.`,
    'nothing_to_bill',
    { currencies: shares },
  );
}

/** Sums by currency, in the order of their codes. */
export function sharesOf(lines: PricedEntry[]): CurrencyShare[] {
  const shares = new Map<string, CurrencyShare>();
  for (const { currency, amount, entry } of lines) {
    const { entries, minutes, total } = shares.get(currency) ?? { entries: 0, minutes: 0, total: 0 };
    const share = { currency, entries: entries + 1, minutes: minutes + entry.minutes, total: total + amount };
    shares.set(currency, share);
  }
  return [...shares.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** In a sentence: `EUR, GBP and USD`. */
function currenciesOf(shares: CurrencyShare[]): string {
  return new Intl.ListFormat('en-GB').format(shares.map(({ currency }) => currency));
}

function rateOfEntry({ agreed, project, client }: BillableEntry): ReturnType<typeof rateOf> {
  return agreed.currency === null ? rateOf(project, client) : agreed;
}
