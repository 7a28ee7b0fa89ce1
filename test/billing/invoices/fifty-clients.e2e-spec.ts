import fc from 'fast-check';
import { BilledWork } from './billed-work';
import { FIFTY, play, type Stage } from './crowd';

describe('Fifty clients at once', () => {
  let work: BilledWork;

  beforeAll(async () => {
    work = await BilledWork.start();
  });
  afterAll(() => work.service.close());

  const rows = (query: string, ...parameters: unknown[]) => work.service.sql(query, parameters);

  /** Twelve approved entries, one on each of the first days of March. */
  const aStage = async (): Promise<Stage> => {
    const { client_id, project_id } = await work.aJob();
    const days = Array.from(
      { length: 12 },
      (_, day) => `2026-03-${String(day + 1).padStart(2, '0')}T09:00:00Z`,
    );
    const entries = await Promise.all(days.map((started_at) => work.approved({ project_id, started_at })));
    return { work, client_id, entries };
  };

  it('bill an entry at most once, whatever they do', async () => {
    await fc.assert(
      fc.asyncProperty(FIFTY, async (people) => {
        const stage = await aStage();

        const statuses = await play(stage, people);

        expect(statuses.filter((status) => ![200, 201, 409].includes(status))).toEqual([]);
        await expectSound(stage.client_id);
      }),
      // Every run is its own race: a smaller one would not be the same.
      { numRuns: 4, endOnFailure: true },
    );
  });

  it('draft what there is to bill once, and number it once', async () => {
    const { client_id } = await aStage();
    const { admin } = work.people;
    const fifty = Array.from({ length: 50 });

    const drafts = await Promise.all(
      fifty.map(() => admin.post('/invoices', { client_id, from: '2026-03-01', to: '2026-03-31' })),
    );
    const made = drafts.filter(({ status }) => status === 201).map(({ body }) => body.id as string);
    const finalized = await Promise.all(fifty.map(() => work.finalize(made[0]!)));

    expect(made).toHaveLength(1);
    expect(drafts.filter(({ status }) => status !== 201).map(({ body }) => body.code)).toEqual(
      Array.from({ length: 49 }, () => 'nothing_to_bill'),
    );
    expect(new Set(finalized.map(({ number }) => number)).size).toBe(1);
    expect(finalized[0]!.lines).toHaveLength(12);
    await expectSound(client_id);
  });

  it('number fifty invoices one after the other, without a gap', async () => {
    const jobs = await Promise.all(Array.from({ length: 50 }, () => work.aJob()));
    const drafts = await Promise.all(
      jobs.map(async ({ client_id, project_id }) => {
        await work.approved({ project_id });
        return work.draft(client_id);
      }),
    );

    const finalized = await Promise.all(drafts.map(({ id }) => work.finalize(id)));

    const numbers = finalized.map(({ number }) => Number(number!.slice(4))).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index));
    await expectSound(jobs[0]!.client_id);
  });

  /** What holds of every database, at every moment. */
  async function expectSound(clientId: string): Promise<void> {
    const live = `invoice.client_id = $1 AND invoice.status <> 'void'`;
    // No entry has lines on two invoices that count.
    expect(
      await rows(
        `SELECT line.time_entry_id FROM invoice_lines line JOIN invoices invoice ON invoice.id = line.invoice_id
         WHERE ${live} GROUP BY 1 HAVING count(*) > 1`,
        clientId,
      ),
    ).toEqual([]);
    // An entry is billed exactly when it has a line of a finalized invoice, held exactly when of a draft.
    expect(
      await rows(
        `SELECT entry.id, entry.status, invoice.status AS invoice FROM time_entries entry
         FULL JOIN (
           SELECT line.time_entry_id, invoice.* FROM invoice_lines line JOIN invoices invoice ON invoice.id = line.invoice_id
           WHERE ${live}
         ) invoice ON invoice.time_entry_id = entry.id AND invoice.id = entry.invoice_id
         WHERE (entry.client_id = $1 OR entry.id IS NULL)
           AND (entry.id IS NULL
             OR (entry.invoice_id IS NOT NULL AND invoice.id IS NULL)
             OR (entry.status = 'billed') <> coalesce(invoice.status = 'finalized', false))`,
        clientId,
      ),
    ).toEqual([]);
    // The lines add up, and bill what was approved.
    expect(
      await rows(
        `SELECT invoice.id FROM invoices invoice JOIN invoice_lines line ON line.invoice_id = invoice.id
         LEFT JOIN time_entries entry ON entry.id = line.time_entry_id
         WHERE invoice.client_id = $1
         GROUP BY invoice.id
         HAVING sum(line.amount) <> invoice.total OR sum(line.minutes) <> invoice.minutes OR count(*) <> invoice.line_count
           OR bool_or(invoice.status = 'finalized' AND line.minutes <> entry.billable_minutes)`,
        clientId,
      ),
    ).toEqual([]);
    // Numbers are 1, 2, 3 …, and every one was told once to the one person who drafted and finalized it.
    expect(
      await rows(
        `SELECT count(*)::int AS count, max(number) AS last FROM invoices WHERE number IS NOT NULL
         HAVING count(*) <> max(number)`,
      ),
    ).toEqual([]);
    expect(
      await rows(
        `SELECT invoice.id FROM invoices invoice
         LEFT JOIN notifications told ON told.type = 'invoice_ready' AND told.subject = invoice.id::text
         GROUP BY invoice.id HAVING (invoice.number IS NOT NULL)::int <> count(told.id)`,
      ),
    ).toEqual([]);
  }
});
