import fc from 'fast-check';
import type { InvoiceLine } from '../../../src/billing/invoices/invoice-line.entity';
import type { InvoiceWithLines } from '../../../src/billing/invoices/invoices.repository';
import { priceOf } from '../../../src/billing/money/price';

/** A line as drafting makes it. */
export function aLine(fields: Partial<InvoiceLine> = {}): InvoiceLine {
  const { minutes, hourlyRate } = { minutes: 90, hourlyRate: 12_000, ...fields };
  return {
    invoiceId: '0199a3c4-2c10-4c0d-9a77-1f2e3d4c5b6a',
    position: 1,
    timeEntryId: null,
    projectName: 'Website',
    personName: 'Mia Müller',
    description: 'Workshop',
    startedAt: new Date('2026-03-14T09:00:00Z'),
    minutes,
    hourlyRate,
    rateAgreed: true,
    amount: priceOf(minutes, hourlyRate),
    ...fields,
  };
}

/** A finalized invoice with these lines, unless `fields` say otherwise. */
export function anInvoice(
  lines: InvoiceLine[] = [aLine()],
  fields: Partial<InvoiceWithLines> = {},
): InvoiceWithLines {
  const sumOf = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
  return {
    id: '0199a3c4-2c10-4c0d-9a77-1f2e3d4c5b6a',
    clientId: '0199a3c1-58a0-4f0e-9d3c-6a2f4d1b7e10',
    userId: '0199a3c0-1d2e-4b7f-9a10-5c6d7e8f9a0b',
    status: 'finalized',
    number: 42,
    currency: 'EUR',
    periodStart: new Date('2026-02-28T23:00:00Z'),
    periodEnd: new Date('2026-03-31T22:00:00Z'),
    timezone: 'Europe/Berlin',
    clientName: 'Acme GmbH',
    clientEmail: 'billing@acme.example',
    lineCount: lines.length,
    minutes: sumOf(lines.map(({ minutes }) => minutes)),
    total: sumOf(lines.map(({ amount }) => amount)),
    finalizedAt: new Date('2026-04-01T08:00:00Z'),
    finalizerId: null,
    voidedAt: null,
    voidReason: null,
    version: 2,
    createdAt: new Date('2026-04-01T07:00:00Z'),
    updatedAt: new Date('2026-04-01T08:00:00Z'),
    lines,
    ...fields,
  };
}

/** Currencies, and how many decimals ISO 4217 gives them. */
export const DECIMALS = { JPY: 0, EUR: 2, USD: 2, HUF: 2, KWD: 3, CLF: 4 };

/** Lines of all sizes that can be: from nothing to a month at the highest rate, and what lies just beside a half. */
const line = fc
  .record({
    minutes: fc.oneof(fc.nat(600), fc.nat(44_640)),
    hourlyRate: fc.oneof(fc.nat(300), fc.nat(20_000), fc.nat(2 ** 31 - 1)),
  })
  .map(aLine);

/** Invoices in some currency; sums stay whole numbers that JavaScript holds exactly. */
export const anyInvoice = fc
  .record({
    currency: fc.constantFrom(...(Object.keys(DECIMALS) as (keyof typeof DECIMALS)[])),
    lines: fc.array(line, { minLength: 1, maxLength: 40 }),
  })
  .map(({ currency, lines }) => ({ invoice: anInvoice(lines, { currency }), decimals: DECIMALS[currency] }));

/** Text that somebody else wrote, rich in what means something to spreadsheets or browsers. */
export const foreignText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      ...'=+-@\t\r\n"\',; \0<>&a1ä',
      '\uFF1D',
      '\uFF0B',
      '\uFF0D',
      '\uFF20',
      '\uFEFF',
      '\u200B',
    ),
  }),
);
