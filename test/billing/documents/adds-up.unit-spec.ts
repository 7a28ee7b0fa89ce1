import fc from 'fast-check';
import { invoiceCsv } from '../../../src/billing/invoices/csv/invoice-csv';
import { invoicePage } from '../../../src/billing/invoices/print/invoice-page.html';
import { aLine, anInvoice, anyInvoice } from './an-invoice';
import { readCsv } from './csv-reader';
import { minutesOf, product, sum, unitsOf } from './on-paper';
import { readPage } from './page-reader';

describe('An invoice adds up', () => {
  it('on paper: time × rate is the amount, the amounts are the total, the times are the time', () => {
    fc.assert(
      fc.property(anyInvoice, ({ invoice, decimals }) => {
        const { rows, total, facts } = readPage(invoicePage(invoice));

        const lines = rows.map((cells) => ({
          minutes: minutesOf(cells[4]!),
          rate: unitsOf(cells[5]!, decimals),
          amount: unitsOf(cells[6]!, decimals),
        }));
        expect(lines).toHaveLength(invoice.lines.length);
        for (const { minutes, rate, amount } of lines) expect(amount).toBe(product(minutes, rate));
        expect(unitsOf(total[3]!, decimals)).toBe(sum(lines.map(({ amount }) => amount)));
        expect(minutesOf(total[1]!)).toBe(sum(lines.map(({ minutes }) => minutes)));
        expect([facts.Time, facts.Total]).toEqual([total[1], total[3]]);
      }),
    );
  });

  it('in a spreadsheet: the same, and what the page prints', () => {
    fc.assert(
      fc.property(anyInvoice, ({ invoice, decimals }) => {
        const [, ...rows] = readCsv(invoiceCsv(invoice));
        const { total } = readPage(invoicePage(invoice));

        const amounts = rows.map(([, , , , , , , minutes, hours, rate, amount, currency]) => {
          expect([minutes, currency]).toEqual([String(minutesOf(hours!)), invoice.currency]);
          for (const number of [rate!, amount!]) expect(number).toMatch(/^\d+(\.\d+)?$/);
          expect(unitsOf(amount!, decimals)).toBe(product(BigInt(minutes!), unitsOf(rate!, decimals)));
          return unitsOf(amount!, decimals);
        });
        expect(amounts).toHaveLength(invoice.lines.length);
        expect(sum(amounts)).toBe(unitsOf(total[3]!, decimals));
      }),
    );
  });

  it.each([
    [20, 12_000, 'EUR', ['0:20', '€120.00', '€40.00']],
    [1, 30, 'EUR', ['0:01', '€0.30', '€0.01']],
    [1, 29, 'EUR', ['0:01', '€0.29', '€0.00']],
    [25, 1_234, 'JPY', ['0:25', '¥1,234', '¥514']],
    [7, 10_001, 'KWD', ['0:07', 'KWD 10.001', 'KWD 1.167']],
    [3_000, 15_000, 'CLF', ['50:00', 'CLF 1.5000', 'CLF 75.0000']],
  ])('with the numbers of an example: %d minutes at %d %s', (minutes, hourlyRate, currency, cells) => {
    const { rows } = readPage(invoicePage(anInvoice([aLine({ minutes, hourlyRate })], { currency })));

    expect(rows[0]!.slice(4).map((cell) => cell.replaceAll('\u00a0', ' '))).toEqual(cells);
  });
});
