import type { Service } from '../harness/service';

/** Puts an entry, in whatever state it is, on a finalized invoice of its own, as far as the rows go. */
export async function bill(service: Service, entryId: string): Promise<void> {
  await service.sql(
    `WITH client AS (
       INSERT INTO clients (name) VALUES ('Billed') RETURNING id
     ), invoice AS (
       INSERT INTO invoices (client_id, user_id, status, number, currency, period_start, period_end, timezone, client_name, line_count,
         minutes, total, finalized_at)
       SELECT client.id, entry.user_id, 'finalized', (SELECT coalesce(max(number), 0) + 1 FROM invoices), 'EUR',
         entry.started_at, entry.ended_at, 'UTC', 'Billed', 1, 60, 0, now()
       FROM client, time_entries entry WHERE entry.id = $1
       RETURNING id
     )
     UPDATE time_entries SET status = 'billed', invoice_id = invoice.id, billable_minutes = duration_minutes
     FROM invoice WHERE time_entries.id = $1`,
    [entryId],
  );
}
