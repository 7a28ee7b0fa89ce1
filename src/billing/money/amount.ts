import { decimalsOf } from './currency';

/** An amount of minor units in digits, exact, for files and arithmetic: `1234.50`, in yen `1234`. */
export function decimalAmount(minorUnits: number, currency: string): string {
  const digits = decimalsOf(currency);
  if (digits === 0) return String(minorUnits);
  const sign = minorUnits < 0 ? '-' : '';
  const padded = String(Math.abs(minorUnits)).padStart(digits + 1, '0');
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

/** One for each currency: making them takes longer than using them. */
const formats = new Map<string, Intl.NumberFormat>();

/** An amount of minor units as people read it: `€1,234.50`. */
export function spokenAmount(minorUnits: number, currency: string): string {
  const format = formats.get(currency) ?? formatOf(currency);
  formats.set(currency, format);
  // A string, not a number: amounts beyond 2⁵³ ÷ 10ⁿ would lose their last digits on the way.
  return format.format(decimalAmount(minorUnits, currency) as Intl.StringNumericLiteral);
}

function formatOf(currency: string): Intl.NumberFormat {
  const digits = decimalsOf(currency);
  const fractions = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat('en', { style: 'currency', currency, ...fractions });
}
