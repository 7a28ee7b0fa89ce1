import { htmlPage, pagePolicy } from '../../../common/http/html-page';
import { type Markup, markup } from '../../../common/http/markup';
import { spokenAmount } from '../../money/amount';
import type { InvoiceLine } from '../invoice-line.entity';
import { invoiceNumber } from '../invoice-number';
import type { InvoiceWithLines } from '../invoices.repository';
import { dayOf, lastDayOf, writtenDay } from '../printed-day';
import { hoursAndMinutes } from '../quantity';
import { INVOICE_PAGE_STYLE } from './invoice-page.style';

/** What the page may load: its own style sheet and nothing else. */
export const INVOICE_PAGE_POLICY = pagePolicy(INVOICE_PAGE_STYLE);

/** The stamp on what nobody has to pay. */
const MARKS = { draft: 'Draft', finalized: undefined, void: 'Void' } as const;

/** An invoice as a page to print. The printed lines add up to the printed total. */
export function invoicePage(invoice: InvoiceWithLines): string {
  const name = invoice.number === null ? 'Draft invoice' : `Invoice ${invoiceNumber(invoice.number)}`;
  const main = markup`${mark(MARKS[invoice.status])}<h1>${name}</h1>
${head(invoice)}
${table(invoice)}
<footer>Times are in hours and minutes. Each amount is the time multiplied by the hourly rate, rounded half up to the smallest unit of the currency. Dates are in the time zone ${invoice.timezone}.</footer>`;
  return htmlPage({ title: `${name} · ${invoice.clientName}`, style: INVOICE_PAGE_STYLE, main });
}

/** The stamp, once at the top and once behind every printed page. */
function mark(word: string | undefined): Markup | string {
  if (word === undefined) return '';
  return markup`<p class="mark">${word}</p>\n<p class="behind" aria-hidden="true">${word}</p>\n`;
}

function head(invoice: InvoiceWithLines): Markup {
  const { clientName, clientEmail, finalizedAt, voidedAt, currency } = invoice;
  const email = clientEmail === null ? '' : markup`<br>\n<bdi>${clientEmail}</bdi>`;
  return markup`<dl>
<div><dt>Billed to</dt><dd><bdi>${clientName}</bdi>${email}</dd></div>
<div><dt>Period</dt><dd>${date(dayOf(invoice.periodStart, invoice))} to ${date(lastDayOf(invoice))}</dd></div>
<div><dt>Issued</dt><dd>${finalizedAt === null ? 'Not issued' : date(dayOf(finalizedAt, invoice))}</dd></div>
${voidedAt === null ? '' : markup`<div><dt>Voided</dt><dd>${date(dayOf(voidedAt, invoice))}</dd></div>\n`}<div><dt>Currency</dt><dd>${currency}</dd></div>
<div><dt>Time</dt><dd>${hoursAndMinutes(invoice.minutes)}</dd></div>
<div><dt>Total</dt><dd class="sum">${spokenAmount(invoice.total, currency)}</dd></div>
</dl>`;
}

function table(invoice: InvoiceWithLines): Markup {
  return markup`<table>
<caption>Billed time, amounts in ${invoice.currency}</caption>
<thead>
<tr><th scope="col">Date</th><th scope="col">Project</th><th scope="col">Person</th><th scope="col">Description</th><th scope="col" class="number">Time</th><th scope="col" class="number">Hourly rate</th><th scope="col" class="number">Amount</th></tr>
</thead>
<tbody>
${invoice.lines.map((line) => row(invoice, line))}</tbody>
<tfoot>
<tr><th scope="row" colspan="4">Total</th><td class="number">${hoursAndMinutes(invoice.minutes)}</td><td></td><td class="number">${spokenAmount(invoice.total, invoice.currency)}</td></tr>
</tfoot>
</table>`;
}

function row(invoice: InvoiceWithLines, line: InvoiceLine): Markup {
  const { projectName, personName, description, minutes, hourlyRate, amount } = line;
  const money = (minorUnits: number): string => spokenAmount(minorUnits, invoice.currency);
  return markup`<tr><td class="day">${date(dayOf(line.startedAt, invoice))}</td><td dir="auto">${projectName ?? ''}</td><td dir="auto">${personName}</td><td dir="auto" class="wide">${description}</td><td class="number">${hoursAndMinutes(minutes)}</td><td class="number">${money(hourlyRate)}</td><td class="number">${money(amount)}</td></tr>
`;
}

function date(day: string): Markup {
  return markup`<time datetime="${day}">${writtenDay(day)}</time>`;
}
