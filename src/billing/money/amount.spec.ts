import { spokenAmount } from './amount';

describe('Money', () => {
  it.each([
    [123450, 'EUR', '€1,234.50'],
    [5, 'USD', '$0.05'],
    [1234, 'JPY', '¥1,234'],
    [1234, 'KWD', 'KWD 1.234'],
    // Customarily written without decimals, and still counted in hundredths.
    [123400, 'HUF', 'HUF 1,234.00'],
    [-100, 'EUR', '-€1.00'],
  ])('%d of %s is %s', (minorUnits, currency, written) => {
    expect(spokenAmount(minorUnits, currency).replace(/\u00a0/g, ' ')).toBe(written);
  });
});
