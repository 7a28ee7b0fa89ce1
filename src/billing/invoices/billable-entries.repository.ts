import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Conflict } from '../../common/errors/problem';
import type { Rate } from '../terms/billing-terms';
import type { Period } from './period';

/** Whose entries may go on an invoice; without `owner` everybody's. */
export interface BillableScope extends Period {
  clientId: string;
  owner: string | undefined;
}

/** An approved entry that is on no invoice, with all that a line of an invoice shows. */
export interface BillableEntry {
  id: string;
  startedAt: Date;
  description: string;
  minutes: number;
  projectName: string | null;
  personName: string;
  /** As it was frozen at approval; null where nothing was agreed on then. */
  agreed: Rate;
  /** As it is by now. */
  project: Rate;
  client: Rate;
}

/**
 * So many entries are looked at for one draft: ten times what an invoice holds, because those in other currencies are left
 * out later. Sixty thousand took a second and fifty megabytes only to be refused.
 */
const MOST_ENTRIES = 50_000;

const RATE = (alias: string): string =>
  `json_build_object('hourlyRate', ${alias}.hourly_rate, 'currency', ${alias}.currency)`;

const LOCK = `
SELECT id FROM time_entries
WHERE client_id = $1 AND status = 'approved' AND invoice_id IS NULL
  AND started_at >= $2 AND started_at < $3 AND ($4::uuid IS NULL OR user_id = $4)
ORDER BY id LIMIT ${MOST_ENTRIES + 1}
FOR NO KEY UPDATE`;

// A process of the version before this one may still approve entries without freezing their minutes: hence coalesce.
const READ = `
SELECT entry.id, entry.started_at AS "startedAt", entry.description,
  coalesce(entry.billable_minutes, entry.duration_minutes) AS minutes,
  project.name AS "projectName", person.name AS "personName",
  ${RATE('entry')} AS agreed, ${RATE('project')} AS project, ${RATE('client')} AS client
FROM time_entries entry
JOIN users person ON person.id = entry.user_id
JOIN clients client ON client.id = entry.client_id
LEFT JOIN projects project ON project.id = entry.project_id
WHERE entry.id = ANY ($1)`;

/** Finds what can be billed. */
@Injectable()
export class BillableEntriesRepository {
  /**
   * The entries of a client and period that are approved and on no invoice, held until the transaction ends. Another draft
   * of the same waits, and then does not find what this one took. Projects are read after the locks are taken: an entry may
   * have moved to another project while we waited.
   * @param manager of a READ COMMITTED transaction
   * @throws Conflict for more than 50,000, before their details are read
   */
  async lock(
    manager: EntityManager,
    { clientId, start, end, owner }: BillableScope,
  ): Promise<BillableEntry[]> {
    const locked = await manager.query<{ id: string }[]>(LOCK, [clientId, start, end, owner ?? null]);
    if (locked.length > MOST_ENTRIES) {
      throw new Conflict(`There are more than ${MOST_ENTRIES} time entries to bill: shorten the period.`);
    }
    return manager.query<BillableEntry[]>(READ, [locked.map(({ id }) => id)]);
  }
}
