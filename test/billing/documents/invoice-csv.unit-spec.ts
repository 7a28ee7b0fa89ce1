import fc from 'fast-check';
import { csvFileName, invoiceCsv } from '../../../src/billing/invoices/csv/invoice-csv';
import { aLine, anInvoice, foreignText } from './an-invoice';
import { readCsv } from './csv-reader';

const TEXTS = [2, 4, 5, 6];

/** An invoice on which all text is somebody else’s, and the cells that it gets. */
function textCells(texts: string[]): string[] {
  const [clientName, projectName, personName, description] = texts as [string, string, string, string];
  const line = aLine({ projectName, personName, description });
  const rows = readCsv(invoiceCsv(anInvoice([line, aLine()], { clientName })));
  expect(rows.map((row) => row.length)).toEqual([12, 12, 12]);
  return TEXTS.map((column) => rows[1]![column]!);
}

const texts = fc.array(foreignText, { minLength: 4, maxLength: 4 });

describe('An invoice as CSV', () => {
  it('has a header and a row for each line, and nothing else', () => {
    const lines = [aLine(), aLine({ position: 2, minutes: 5, projectName: null, description: '' })];

    expect(invoiceCsv(anInvoice(lines))).toBe(
      '\uFEFFinvoice,status,client,date,project,person,description,minutes,hours,hourly_rate,amount,currency\r\n' +
        'INV-0042,finalized,Acme GmbH,2026-03-14,Website,Mia Müller,Workshop,90,1:30,120.00,180.00,EUR\r\n' +
        'INV-0042,finalized,Acme GmbH,2026-03-14,,Mia Müller,,5,0:05,120.00,10.00,EUR\r\n',
    );
  });

  it('has the days of the invoice’s time zone', () => {
    const line = aLine({ startedAt: new Date('2026-03-14T23:30:00Z') });
    const dateIn = (timezone: string) => readCsv(invoiceCsv(anInvoice([line], { timezone })))[1]![3];

    expect(dateIn('Europe/Berlin')).toBe('2026-03-15');
    expect(dateIn('America/New_York')).toBe('2026-03-14');
  });

  it('says what is a draft and what is void', () => {
    const stateOf = (fields: object) => readCsv(invoiceCsv(anInvoice([aLine()], fields)))[1]!.slice(0, 2);

    expect(stateOf({ status: 'draft', number: null })).toEqual(['', 'draft']);
    expect(stateOf({ status: 'void', voidedAt: new Date() })).toEqual(['INV-0042', 'void']);
  });

  it('is named by its number, or by its id before it has one', () => {
    expect(csvFileName(anInvoice())).toBe('INV-0042.csv');
    expect(csvFileName(anInvoice([aLine()], { status: 'draft', number: null }))).toBe('draft-0199a3c4.csv');
  });

  it('runs no formula, whatever text it has', () => {
    fc.assert(
      fc.property(texts, (written) => {
        for (const cell of textCells(written)) {
          expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
          for (const piece of cell.split(/[;\t\r\n]/)) expect(piece).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('loses nothing of any text: at most apostrophes are added, and to what looks like a formula alone', () => {
    const bare = (text: string) => text.replaceAll(`'`, '');
    fc.assert(
      fc.property(texts, (written) => {
        textCells(written).forEach((cell, i) => {
          const text = written[i]!;
          expect(bare(cell)).toBe(bare(text));
          if (!/^[\t\r\n]|[=+\-@＝＋－＠]/.test(text)) expect(cell).toBe(text);
        });
      }),
      { numRuns: 1_000 },
    );
  });
});
