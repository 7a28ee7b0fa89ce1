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

/** How many decimals a currency has. @param currency ISO 4217 */
export function decimalsOf(currency: string): number {
  const [digits = 2] = Object.entries(DECIMALS).find(([, codes]) => codes.includes(currency)) ?? [];
  return Number(digits);
}
