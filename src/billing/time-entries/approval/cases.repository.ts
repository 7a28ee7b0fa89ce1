import { Injectable } from '@nestjs/common';
import { type EntityManager, type ObjectLiteral } from 'typeorm';
import { Client } from '../../clients/client.entity';
import { Invoice } from '../../invoices/invoice.entity';
import { Project } from '../../projects/project.entity';
import { TimeEntry } from '../time-entry.entity';
import type { Case, Judged } from './entry-verdict';

const WRITE = `
UPDATE time_entries entry SET status = judged.status, rejection_reason = judged.reason, hourly_rate = judged.rate,
  currency = judged.currency, billable_minutes = judged.minutes, updated_at = now()
FROM jsonb_to_recordset($1::jsonb)
  AS judged (id uuid, status text, reason text, rate integer, currency text, minutes integer)
WHERE entry.id = judged.id`;

/** Reads and writes what approval needs, in a fixed number of statements, however many the entries are. */
@Injectable()
export class CasesRepository {
  /**
   * The entries among `ids`, locked in the order of their ids until the transaction ends, with all that the verdict depends
   * on. Terms are read after the locks are taken: an entry may have moved to another project while we waited.
   * @param manager of a READ COMMITTED transaction
   */
  async lock(manager: EntityManager, ids: string[]): Promise<Case[]> {
    const entries = await manager
      .createQueryBuilder(TimeEntry, 'entry')
      .where('entry.id = ANY (:ids)', { ids })
      .orderBy('entry.id')
      .setLock('for_no_key_update')
      .getMany();
    const clients = await read(manager, Client, entries, 'clientId');
    const projects = await read(manager, Project, entries, 'projectId');
    const invoices = await read(manager, Invoice, entries, 'invoiceId');
    return entries.map((entry) => {
      entry.invoice = found(invoices, entry.invoiceId);
      return { entry, project: found(projects, entry.projectId), client: found(clients, entry.clientId) };
    });
  }

  /** Writes judgements to entries that are locked, by their ids. */
  async write(manager: EntityManager, judgements: Map<string, Judged>): Promise<void> {
    if (judgements.size === 0) return;
    const rows = [...judgements].map(([id, judged]) => ({
      id,
      status: judged.status,
      reason: judged.rejectionReason,
      rate: judged.hourlyRate,
      currency: judged.currency,
      minutes: judged.billableMinutes,
    }));
    await manager.query(WRITE, [JSON.stringify(rows)]);
  }
}

type Reference = 'clientId' | 'projectId' | 'invoiceId';

/** What the entries refer to, each row once. */
async function read<Row extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  entity: new () => Row,
  entries: TimeEntry[],
  reference: Reference,
): Promise<Map<string, Row>> {
  const ids = new Set(entries.map((entry) => entry[reference]).filter((id) => id !== null));
  if (ids.size === 0) return new Map();
  const rows = await manager
    .createQueryBuilder(entity, 'row')
    .whereInIds([...ids])
    .getMany();
  return new Map(rows.map((row) => [row.id, row]));
}

function found<Row>(rows: Map<string, Row>, id: string | null): Row | null {
  return (id !== null && rows.get(id)) || null;
}
