import { Injectable } from '@nestjs/common';
import { EntityManager, type SelectQueryBuilder } from 'typeorm';
import { LONGEST_MINUTES } from '../span';
import type { TimeEntry } from '../time-entry.entity';

/** How many overlapping entries are named of an entry: whoever has more has another problem. */
export const MOST_OVERLAPS = 20;

/** An entry, and which others share time with it. */
export type EntryWithOverlaps = TimeEntry & { overlaps: string[] };

// The last line says nothing new of entries as long as they may be, and keeps PostgreSQL from reading a person's past
// from its beginning. Minutes are rounded: an entry may be half a one longer. Not in days, which may have 25 hours.
const SHARES_TIME = `other.user_id = entry.user_id AND other.id <> entry.id
  AND entry.status <> 'rejected' AND other.status <> 'rejected'
  AND other.started_at < entry.ended_at AND other.ended_at > entry.started_at
  AND other.started_at > entry.started_at - interval '${LONGEST_MINUTES + 1} minutes'`;

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

/** Keeps the entries that overlap others, or only those that do not. @param query of an alias `entry` */
export function whereOverlapping(query: SelectQueryBuilder<TimeEntry>, wanted: boolean): void {
  const overlap = `EXISTS (SELECT FROM time_entries other WHERE ${SHARES_TIME})`;
  query.andWhere(wanted ? overlap : `NOT ${overlap}`);
}
