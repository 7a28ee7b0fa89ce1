import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { InvoiceLine } from './invoice-line.entity';

/** Any number will do, as long as nobody else in this database uses it. */
const NUMBERING = 4_611_220_974;

const INSERT_LINES = `
INSERT INTO invoice_lines
  (invoice_id, position, time_entry_id, project_name, person_name, description, started_at, minutes, hourly_rate, rate_agreed, amount)
SELECT $1, position, time_entry_id, project_name, person_name, description, started_at, minutes, hourly_rate, rate_agreed, amount
FROM jsonb_to_recordset($2::jsonb) AS line (position integer, time_entry_id uuid, project_name text, person_name text,
  description text, started_at timestamptz, minutes integer, hourly_rate integer, rate_agreed boolean, amount bigint)`;

const HOLD = `UPDATE time_entries SET invoice_id = $1, updated_at = now() WHERE id = ANY ($2)`;

// Entries are locked in the order of their ids, as everybody does.
const BILL = `
WITH entry AS (
  SELECT id FROM time_entries WHERE invoice_id = $1 AND status = 'approved' ORDER BY id FOR NO KEY UPDATE
)
UPDATE time_entries t SET
  status = 'billed', billable_minutes = line.minutes, hourly_rate = line.hourly_rate, currency = $2, updated_at = now()
FROM entry JOIN invoice_lines line ON line.time_entry_id = entry.id AND line.invoice_id = $1
WHERE t.id = entry.id`;

const FREE = `
WITH entry AS (SELECT id FROM time_entries WHERE invoice_id = $1 ORDER BY id FOR NO KEY UPDATE)
UPDATE time_entries t SET
  status = 'approved', invoice_id = NULL, updated_at = now(),
  hourly_rate = CASE WHEN line.rate_agreed THEN t.hourly_rate END,
  currency = CASE WHEN line.rate_agreed THEN t.currency END
FROM entry JOIN invoice_lines line ON line.time_entry_id = entry.id AND line.invoice_id = $1
WHERE t.id = entry.id
RETURNING t.id`;

/** A line that is about to be written; its invoice is said once for all. */
export type NewLine = Omit<InvoiceLine, 'invoice' | 'invoiceId' | 'timeEntry'>;

/** What invoices do to many rows at once. */
@Injectable()
export class InvoiceRowsRepository {
  /** Writes the lines, and puts their entries, which are locked, on the invoice. */
  async hold(manager: EntityManager, invoiceId: string, lines: NewLine[]): Promise<void> {
    const rows = lines.map((line) => ({
      position: line.position,
      time_entry_id: line.timeEntryId,
      project_name: line.projectName,
      person_name: line.personName,
      description: line.description,
      started_at: line.startedAt,
      minutes: line.minutes,
      hourly_rate: line.hourlyRate,
      rate_agreed: line.rateAgreed,
      amount: line.amount,
    }));
    await manager.query(INSERT_LINES, [invoiceId, JSON.stringify(rows)]);
    await manager.query(HOLD, [invoiceId, lines.map(({ timeEntryId }) => timeEntryId)]);
  }

  /** Makes the entries billed, at the price of their lines. @returns how many they are */
  async bill(manager: EntityManager, invoiceId: string, currency: string): Promise<number> {
    const [, billed] = await manager.query<[unknown, number]>(BILL, [invoiceId, currency]);
    return billed;
  }

  /**
   * Takes the entries off the invoice: they are approved, and can be billed again, at what was agreed when they were
   * approved. @returns their ids
   */
  async free(manager: EntityManager, invoiceId: string): Promise<string[]> {
    const [freed] = await manager.query<[{ id: string }[], number]>(FREE, [invoiceId]);
    return freed.map(({ id }) => id);
  }

  /**
   * The number after the highest that was ever given. Whoever asks next waits until this transaction ends, and gets the
   * same number if it fails: so there is no gap.
   */
  async nextNumber(manager: EntityManager): Promise<number> {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [NUMBERING]);
    const [row] = await manager.query<{ next: number }[]>(
      'SELECT coalesce(max(number), 0) + 1 AS next FROM invoices',
    );
    return row!.next;
  }
}
