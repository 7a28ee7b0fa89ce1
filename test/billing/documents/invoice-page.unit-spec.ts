import fc from 'fast-check';
import { INVOICE_PAGE_POLICY, invoicePage } from '../../../src/billing/invoices/print/invoice-page.html';
import { aLine, anInvoice, foreignText } from './an-invoice';
import { readPage } from './page-reader';

const DRAFT = { status: 'draft', number: null, finalizedAt: null };
const VOID = { status: 'void', voidedAt: new Date('2026-04-02T08:00:00Z') };

const read = (fields: object = {}, lines = [aLine()]) => readPage(invoicePage(anInvoice(lines, fields)));

const fiveTexts = fc.tuple(foreignText, foreignText, foreignText, foreignText, foreignText);

/** The tags of a page, in their order: what text has no say in. */
const tagsOf = (html: string) => html.match(/<[^>]*>/g);

describe('An invoice to print', () => {
  it('says who is billed for what', () => {
    expect(read()).toEqual({
      heading: 'Invoice INV-0042',
      mark: undefined,
      facts: {
        'Billed to': 'Acme GmbH\nbilling@acme.example',
        Period: '1 Mar 2026 to 31 Mar 2026',
        Issued: '1 Apr 2026',
        Currency: 'EUR',
        Time: '1:30',
        Total: '€180.00',
      },
      columns: ['Date', 'Project', 'Person', 'Description', 'Time', 'Hourly rate', 'Amount'],
      rows: [['14 Mar 2026', 'Website', 'Mia Müller', 'Workshop', '1:30', '€120.00', '€180.00']],
      total: ['Total', '1:30', '', '€180.00'],
    });
  });

  it('has the days of the invoice’s time zone', () => {
    const line = aLine({ startedAt: new Date('2026-03-14T23:30:00Z') });
    const issued = { finalizedAt: new Date('2026-03-31T22:30:00Z') };

    expect(read(issued, [line])).toMatchObject({
      rows: [expect.arrayContaining(['15 Mar 2026'])],
      facts: { Issued: '1 Apr 2026' },
    });
    expect(read({ ...issued, timezone: 'America/New_York' }, [line])).toMatchObject({
      rows: [expect.arrayContaining(['14 Mar 2026'])],
      facts: { Issued: '31 Mar 2026', Period: '28 Feb 2026 to 31 Mar 2026' },
    });
  });

  it('prints the last day of its period, also one that ends within a day', () => {
    const periodEnd = new Date('2026-03-31T21:59:00Z');
    expect(read({ periodEnd }).facts.Period).toBe('1 Mar 2026 to 31 Mar 2026');
    const dayLater = new Date('2026-03-31T22:00:01Z');
    expect(read({ periodEnd: dayLater }).facts.Period).toBe('1 Mar 2026 to 1 Apr 2026');
  });

  it.each([
    [DRAFT, 'Draft', 'Draft invoice', 'Not issued'],
    [{ ...DRAFT, ...VOID }, 'Void', 'Draft invoice', 'Not issued'],
    [VOID, 'Void', 'Invoice INV-0042', '1 Apr 2026'],
  ])('says that nobody has to pay it: %j', (fields, mark, heading, issued) => {
    const page = read(fields);

    expect(page).toMatchObject({ mark, heading, facts: { Issued: issued } });
    expect(page.facts.Voided).toBe('voidedAt' in fields ? '2 Apr 2026' : undefined);
  });

  it('does without an e-mail address and a project', () => {
    expect(read({ clientEmail: null }).facts['Billed to']).toBe('Acme GmbH');
    expect(read({}, [aLine({ projectName: null })]).rows[0]![1]).toBe('');
  });

  it('shows every text as it was written, and lets none of it become markup', () => {
    const plain = tagsOf(invoicePage(anInvoice()));
    fc.assert(
      fc.property(fiveTexts, ([clientName, clientEmail, projectName, personName, description]) => {
        const html = invoicePage(
          anInvoice([aLine({ projectName, personName, description })], { clientName, clientEmail }),
        );

        expect(tagsOf(html)).toEqual(plain);
        const { facts, rows } = readPage(html);
        expect(facts['Billed to']).toBe(`${clientName}\n${clientEmail}`);
        expect(rows[0]!.slice(1, 4)).toEqual([projectName, personName, description]);
      }),
    );
  });

  it('is a table that can be heard: a caption, and heads that say of what', () => {
    const html = invoicePage(anInvoice());

    expect(html).toContain('<caption>Billed time, amounts in EUR</caption>');
    expect(html.match(/<th /g)).toHaveLength(8);
    expect(html.match(/<th scope="col"/g)).toHaveLength(7);
    expect(html.match(/<th scope="row"/g)).toHaveLength(1);
  });

  it('repeats the head of its table on every sheet, but not the total, and breaks no row', () => {
    const [, style] = /<style>([\s\S]*)<\/style>/.exec(invoicePage(anInvoice()))!;
    const [, printed] = /@media print \{([\s\S]*)\}/.exec(style!)!;

    expect(printed).toContain('thead { display: table-header-group; }');
    expect(printed).toMatch(/\btr\b[^{]*\{ break-inside: avoid; \}/);
    expect(style).toContain('tfoot { display: table-row-group; }');
  });

  it('needs nothing but itself', () => {
    const html = invoicePage(anInvoice());

    expect(html).not.toMatch(/<script|<link|<img|<a |https?:|url\(|style=|\son[a-z]+=/);
    expect(INVOICE_PAGE_POLICY).toMatch(/^default-src 'none'; style-src 'sha256-[^ ]+'; base-uri 'none'; /);
  });
});
