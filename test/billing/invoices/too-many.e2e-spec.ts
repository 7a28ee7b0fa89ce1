import { idOf } from '../people';
import { BilledWork, MARCH } from './billed-work';

describe('An invoice is not drafted', () => {
  let work: BilledWork;

  beforeAll(async () => {
    work = await BilledWork.start();
  });
  afterAll(() => work.service.close());

  /** A client with so many approved entries of March in a currency. */
  const aClientWith = async (entries: Record<string, number>): Promise<string> => {
    const { client_id } = await work.aJob();
    const owner = await idOf(work.people.member);
    await work.service.sql('ALTER TABLE time_entries DISABLE TRIGGER audit');
    for (const [currency, count] of Object.entries(entries)) {
      await work.service.sql(
        `INSERT INTO time_entries (user_id, client_id, source, status, started_at, ended_at, duration_minutes, billable_minutes, hourly_rate, currency)
         SELECT $1, $2, 'manual', 'approved', start, start + interval '30 minutes', 30, 30, 6000, $3
         FROM (SELECT timestamptz '2026-03-02Z' + number * interval '5 seconds' AS start FROM generate_series(1, $4::int) number) starts`,
        [owner, client_id, currency, count],
      );
    }
    await work.service.sql('ALTER TABLE time_entries ENABLE TRIGGER audit');
    return client_id;
  };

  const refused = async (client_id: string, currency?: string) =>
    (await work.people.admin.post('/invoices', { client_id, currency, ...MARCH }).expect(409)).body;

  it('from more than 5,000 entries of one currency', async () => {
    const client_id = await aClientWith({ EUR: 5_001, USD: 1 });

    expect((await refused(client_id)).currencies).toMatchObject([{ entries: 5_001 }, { entries: 1 }]);
    expect(await refused(client_id, 'EUR')).toMatchObject({
      code: 'conflict',
      detail: 'There are 5001 time entries to bill, and an invoice has at most 5000: shorten the period.',
    });
    expect((await work.draft(client_id, { currency: 'USD' })).total).toBe(3_000);
  });

  it('from more than 50,000 of any, which are not even read', async () => {
    const client_id = await aClientWith({ EUR: 50_001 });

    expect(await refused(client_id, 'USD')).toMatchObject({
      code: 'conflict',
      detail: 'There are more than 50000 time entries to bill: shorten the period.',
    });
  });
});
