import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { MeetingChange } from './meeting-changes';
import { LONGEST_MINUTES } from './span';
import { TimeEntry } from './time-entry.entity';

// Rows are locked first and judged then. The target of the UPDATE itself would still look as it did when the statement
// began, before an edit that we had to wait for. Billed entries are locked too, although they are left alone: if somebody
// is voiding the invoice, its entries are billed no more once we have waited for them.
const APPLY = `
WITH entry AS (
  SELECT e.*, m.starts_at, m.ends_at, m.summary, m.removed
  FROM time_entries e
  JOIN jsonb_to_recordset($1::jsonb)
    AS m (entry_id uuid, starts_at timestamptz(3), ends_at timestamptz(3), summary text, removed boolean)
    ON m.entry_id = e.id
  ORDER BY e.id
  FOR NO KEY UPDATE OF e
), judged AS (
  SELECT *, NOT removed
      AND (starts_at, ends_at, summary)
        IS DISTINCT FROM (provenance_starts_at, provenance_ends_at, provenance_summary) AS differs,
    (starts_at, ends_at, coalesce(summary, '')) = (started_at, ended_at, description) AS agrees,
    status = 'pending' AND edited_at IS NULL
      AND round(extract(epoch FROM ends_at - starts_at) / 60) <= ${LONGEST_MINUTES} AS follows
  FROM entry
  WHERE status <> 'billed'
), verdict AS (
  SELECT *, differs AND follows AS moves, differs AND (follows OR agrees) AS settles,
    removed AND provenance_dismissed AS dismissed,
    CASE
      WHEN removed AND NOT provenance_dismissed THEN 'removed'
      WHEN differs AND NOT follows AND NOT agrees THEN 'updated'
    END AS change
  FROM judged
), written AS (
  UPDATE time_entries t SET
    started_at = CASE WHEN v.moves THEN v.starts_at ELSE v.started_at END,
    ended_at = CASE WHEN v.moves THEN v.ends_at ELSE v.ended_at END,
    duration_minutes = CASE WHEN v.moves
      THEN greatest(1, round(extract(epoch FROM v.ends_at - v.starts_at) / 60)) ELSE v.duration_minutes END,
    description = CASE WHEN v.moves AND v.description = coalesce(v.provenance_summary, '')
      THEN coalesce(v.summary, '') ELSE v.description END,
    provenance_starts_at = CASE WHEN v.settles THEN v.starts_at ELSE v.provenance_starts_at END,
    provenance_ends_at = CASE WHEN v.settles THEN v.ends_at ELSE v.provenance_ends_at END,
    provenance_summary = CASE WHEN v.settles THEN v.summary ELSE v.provenance_summary END,
    provenance_change = v.change,
    provenance_dismissed = v.dismissed,
    updated_at = now()
  FROM verdict v
  WHERE t.id = v.id
    AND (v.settles OR v.change IS DISTINCT FROM v.provenance_change OR v.dismissed <> v.provenance_dismissed)
  RETURNING t.id, t.user_id, t.description, t.started_at, v.change, v.provenance_change AS former
)
SELECT id, user_id AS "userId", change, description, started_at AS "startedAt"
FROM written WHERE change IS NOT NULL AND change IS DISTINCT FROM former`;

/** An entry that this change marked: it stays as it is although its meeting changed. */
export interface FlaggedEntry {
  id: string;
  userId: string;
  change: 'updated' | 'removed';
  description: string;
  startedAt: Date;
}

/** Writes changes of meetings to their entries. */
@Injectable()
export class MeetingChangesRepository {
  /**
   * One statement for all; it locks the entries in the order of their ids.
   * @returns the entries that are newly marked
   */
  async apply(manager: EntityManager, changes: MeetingChange[]): Promise<FlaggedEntry[]> {
    const rows = changes.map(({ timeEntryId, startsAt, endsAt, summary, removed }) => ({
      entry_id: timeEntryId,
      starts_at: startsAt,
      ends_at: endsAt,
      summary,
      removed,
    }));
    return manager.query<FlaggedEntry[]>(APPLY, [JSON.stringify(rows)]);
  }

  /**
   * The present state of the meetings that are linked to these entries. The entries are locked first, in the order of their
   * ids: a sync that changes a meeting after this has read it waits for the lock, and judges the entry after us.
   * @param manager of a READ COMMITTED transaction
   */
  async lockAndRead(manager: EntityManager, entryIds: string[]): Promise<MeetingChange[]> {
    const entries = manager
      .createQueryBuilder(TimeEntry, 'entry')
      .where('entry.id = ANY (:ids)', { ids: entryIds });
    await entries.clone().select('entry.id').orderBy('entry.id').setLock('for_no_key_update').getMany();
    return entries
      .innerJoin('entry.meeting', 'meeting')
      .select('entry.id', 'timeEntryId')
      .addSelect('meeting.startsAt', 'startsAt')
      .addSelect('meeting.endsAt', 'endsAt')
      .addSelect('meeting.summary', 'summary')
      .addSelect('meeting.removedAt IS NOT NULL', 'removed')
      .getRawMany<MeetingChange>();
  }
}
