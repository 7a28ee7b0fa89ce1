import { spokenMinutes } from '../../time-command/minutes';

/**
 * Decimals of the currencies that do not have two (ISO 4217). `Intl` cannot be asked: it says what is customary, and so
 * none for forints and rupiahs, whose minor units are hundredths all the same.
 * @see https://www.six-group.com/en/products-services/financial-information/data-standards.html
 */
const DECIMALS: Record<number, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/** An amount of minor units, as people read it: `€1,234.50`. */
export function money(minorUnits: number, currency: string): string {
  const digits = decimalsOf(currency);
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat('en', { style: 'currency', currency, ...format }).format(
    minorUnits / 10 ** digits,
  );
}

/** A duration as people read it: `2 h 30 m`, `0 m`. */
export function duration(minutes: number): string {
  return minutes === 0 ? '0 m' : spokenMinutes(minutes);
}

/** `1 entry`, `2 entries`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function decimalsOf(currency: string): number {
  const [digits = 2] = Object.entries(DECIMALS).find(([, codes]) => codes.includes(currency)) ?? [];
  return Number(digits);
}
