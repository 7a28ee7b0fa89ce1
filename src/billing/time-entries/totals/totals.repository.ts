import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { type EntryFilter, filteredEntries } from '../filtered-entries.repository';
import { type SummedRow, toTotals } from './summed-rows';
import type { Totals } from './totals';

/** What an entry adds to a sum. Only what is approved or billed is billable; it costs what `priceOf` says. */
const PARTS: [expression: string, name: string][] = [
  ['entry.projectId', 'project_id'],
  ['entry.clientId', 'client_id'],
  ['(entry.startedAt AT TIME ZONE :zone)::date', 'day'],
  ['entry.durationMinutes', 'minutes'],
  // A process of the version before this one may still approve entries without freezing their minutes.
  [
    `CASE WHEN entry.status IN ('approved', 'billed') THEN coalesce(entry.billableMinutes, entry.durationMinutes) END`,
    'billable',
  ],
  [`CASE WHEN entry.status IN ('approved', 'billed') THEN entry.hourlyRate END`, 'rate'],
  [`CASE WHEN entry.status IN ('approved', 'billed') THEN entry.currency END`, 'currency'],
];

/** One row for each currency within everything, each day, each project and each client. */
const sumsOf = (parts: string): string => `
SELECT sums.*, coalesce(project.name, client.name) AS name
FROM (
  SELECT CASE grouping(day, project_id, client_id) WHEN 7 THEN 'all' WHEN 3 THEN 'day' WHEN 5 THEN 'project' ELSE 'client' END AS of,
    day::text, project_id, client_id, currency, count(*)::int AS entries, sum(minutes) AS minutes,
    coalesce(sum(billable), 0) AS billable, coalesce(sum((billable::bigint * rate + 30) / 60), 0) AS amount
  FROM (${parts}) entry
  GROUP BY GROUPING SETS ((currency), (day, currency), (project_id, currency), (client_id, currency))
) sums
LEFT JOIN projects project ON project.id = sums.project_id
LEFT JOIN clients client ON client.id = sums.client_id
ORDER BY day, name NULLS LAST, project_id, client_id, currency`;

/** Sums time entries up. */
@Injectable()
export class TotalsRepository {
  constructor(private readonly manager: EntityManager) {}

  /**
   * Sums up the entries that a list with this filter shows, except that rejected ones count only if they are asked for.
   * @param owner whose entries; undefined for everybody's
   * @param zone in which days begin, as the database writes it
   */
  async read(owner: string | undefined, filter: EntryFilter, zone: string): Promise<Totals> {
    const query = filteredEntries(this.manager, owner, filter).select([]).setParameter('zone', zone);
    for (const [expression, name] of PARTS) query.addSelect(expression, name);
    if (filter.status === undefined) query.andWhere(`entry.status <> 'rejected'`);
    const [parts, parameters] = query.getQueryAndParameters();
    return toTotals(await this.manager.query<SummedRow[]>(sumsOf(parts), parameters));
  }
}
