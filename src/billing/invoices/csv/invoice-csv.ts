import { stringify } from 'csv-stringify/sync';
import { decimalAmount } from '../../money/amount';
import type { InvoiceLine } from '../invoice-line.entity';
import { invoiceNumber } from '../invoice-number';
import type { InvoiceWithLines } from '../invoices.repository';
import { dayOf } from '../printed-day';
import { hoursAndMinutes } from '../quantity';
import { harmlessCell } from './harmless-cell';

const HEADER =
  'invoice status client date project person description minutes hours hourly_rate amount currency'.split(
    ' ',
  );

/**
 * An invoice for spreadsheets (RFC 4180): a header and a row for each line. There is no total, which would be summed up with
 * the lines. Days are local ISO dates, amounts plain decimals. Without the byte order mark some programs misread umlauts.
 */
export function invoiceCsv(invoice: InvoiceWithLines): string {
  const rows = invoice.lines.map((line) => rowOf(invoice, line));
  // Line breaks other than the delimiter of rows are not quoted unless this is asked for.
  const form = { bom: true, record_delimiter: '\r\n', quote_record_delimiter: true };
  return stringify([HEADER, ...rows], form);
}

/** `INV-0042.csv`; before it has a number, the beginning of its id. */
export function csvFileName({ id, number }: InvoiceWithLines): string {
  return `${number === null ? `draft-${id.slice(0, 8)}` : invoiceNumber(number)}.csv`;
}

function rowOf(invoice: InvoiceWithLines, line: InvoiceLine): string[] {
  const { number, status, currency } = invoice;
  const { projectName, personName, description, minutes } = line;
  return [
    number === null ? '' : invoiceNumber(number),
    status,
    harmlessCell(invoice.clientName),
    dayOf(line.startedAt, invoice),
    harmlessCell(projectName ?? ''),
    harmlessCell(personName),
    harmlessCell(description),
    String(minutes),
    hoursAndMinutes(minutes),
    decimalAmount(line.hourlyRate, currency),
    decimalAmount(line.amount, currency),
    currency,
  ];
}
