import { Injectable } from '@nestjs/common';
import { EntityManager, type SelectQueryBuilder } from 'typeorm';
import { LONGEST_MINUTES } from '../span';
import type { TimeEntry } from '../time-entry.entity';

/** How many overlapping entries are named for one entry. More would help nobody. */
export const MOST_OVERLAPS = 20;

/** An entry, and which others share time with it. */
export type EntryWithOverlaps = TimeEntry & { overlaps: string[] };

/** How far back an entry can begin and still overlap: minutes are rounded, so it may be half a minute longer. */
const LONGEST = `interval '${LONGEST_MINUTES + 1} minutes'`;

// The last condition keeps PostgreSQL from reading all of a person's past. It excludes nothing but entries that are older
// than the limit of 31 days, and longer.
const SHARES_TIME = `other.user_id = entry.user_id AND other.id <> entry.id
  AND entry.status <> 'rejected' AND other.status <> 'rejected'
  AND other.started_at < entry.ended_at AND other.ended_at > entry.started_at
  AND other.started_at > entry.started_at - ${LONGEST}`;

const READ = `
SELECT entry.id, array_agg(other.id ORDER BY other.started_at, other.id) AS overlaps
FROM time_entries entry
CROSS JOIN LATERAL (
  SELECT other.id, other.started_at FROM time_entries other
  WHERE ${SHARES_TIME}
  ORDER BY other.started_at, other.id LIMIT ${MOST_OVERLAPS}
) other
WHERE entry.id = ANY ($1)
GROUP BY entry.id`;

const AMONG = `
SELECT entry.id FROM time_entries entry
WHERE entry.id = ANY ($1) AND EXISTS (SELECT FROM time_entries other WHERE ${SHARES_TIME})`;

/**
 * Reads which entries share time with which: two of the same person, neither of them rejected. One that begins when the
 * other ends does not overlap it.
 */
@Injectable()
export class OverlapsRepository {
  constructor(private readonly manager: EntityManager) {}

  /** The first 20 that overlap an entry, earliest first. */
  async of(entryId: string): Promise<string[]> {
    return (await this.read([entryId], this.manager)).get(entryId) ?? [];
  }

  /** Those of these entries that any other overlaps, in the order given. */
  async among(entryIds: string[]): Promise<string[]> {
    const rows = await this.manager.query<{ id: string }[]>(AMONG, [entryIds]);
    const overlapped = new Set(rows.map(({ id }) => id));
    return entryIds.filter((id) => overlapped.has(id));
  }

  /** Entries with what overlaps them; one statement for all. @param manager of the transaction that sees them */
  async addTo(entries: TimeEntry[], manager = this.manager): Promise<EntryWithOverlaps[]> {
    if (entries.length === 0) return [];
    const ids = entries.map(({ id }) => id);
    const overlaps = await this.read(ids, manager);
    return entries.map((entry) => Object.assign(entry, { overlaps: overlaps.get(entry.id) ?? [] }));
  }

  private async read(entryIds: string[], manager: EntityManager): Promise<Map<string, string[]>> {
    const rows = await manager.query<{ id: string; overlaps: string[] }[]>(READ, [entryIds]);
    return new Map(rows.map(({ id, overlaps }) => [id, overlaps]));
  }
}

/** What is known of a query: its entries start from `from` to before `to`, and belong to `owner`. */
export interface OverlapScope {
  owner?: string;
  from?: Date;
  to?: Date;
}

/**
 * Filters a query: only entries that overlap others, or only those that do not. All entries of the scope are read once, in
 * the order of their starts; a look-up for each entry would be too slow for years of them.
 * @param query has the alias `entry`, and no entries outside the scope
 */
export function whereOverlapping(
  query: SelectQueryBuilder<TimeEntry>,
  wanted: boolean,
  { owner, from, to }: OverlapScope,
): void {
  const scope = [
    `status <> 'rejected'`,
    ...(owner === undefined ? [] : ['user_id = :overlapOwner']),
    ...(from ? [`started_at > :overlapFrom::timestamptz - ${LONGEST}`] : []),
    ...(to ? [`started_at < :overlapTo::timestamptz + ${LONGEST}`] : []),
  ];
  // Materialized: without fresh statistics, PostgreSQL may choose a plan that reads all of it for every entry.
  query.addCommonTableExpression(
    `SELECT id FROM (
       SELECT id, started_at < max(ended_at) OVER (earlier ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
         OR ended_at > lead(started_at) OVER earlier AS shared
       FROM time_entries WHERE ${scope.join(' AND ')}
       WINDOW earlier AS (PARTITION BY user_id ORDER BY started_at, id)
     ) other WHERE other.shared`,
    'sharing',
    { materialized: true },
  );
  const overlap = 'EXISTS (SELECT FROM sharing WHERE sharing.id = entry.id)';
  query.andWhere(wanted ? overlap : `NOT ${overlap}`, {
    overlapOwner: owner,
    overlapFrom: from,
    overlapTo: to,
  });
}
