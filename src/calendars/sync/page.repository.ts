import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type MeetingChange, MeetingChanges } from '../../billing/time-entries/meeting-changes';
import type { Checkpoint, SyncCursor } from './cursor';
import { EVENT_COLUMNS, toJsonParameter } from './event-row';
import { LeaseLost } from './lease-lost';
import type { SortedPage } from './page';
import type { Plan } from './plan';

/** Which calendar is written, and the fence that it has to carry. */
interface FencedRun {
  calendarId: string;
  fence: number;
}

/**
 * How far the calendar is once a page is stored: before the last page a checkpoint, with it the cursor, and after a full
 * pull when the next one is due.
 */
export interface PageEnd {
  checkpoint: Checkpoint | null;
  cursor?: SyncCursor;
  rebaseAt?: Date;
  /** On the last page of a full pull: whatever of the window this generation did not see is gone. */
  retire: boolean;
}

/** What a page did to the stored events. */
export interface PageCounts {
  created: number;
  updated: number;
  unchanged: number;
  removed: number;
  /** Cancelled events of which nothing was stored. */
  cancelled: number;
}

interface PageOutcome extends PageCounts {
  fenced: boolean;
  changes: MeetingChange[] | null;
}

const NAMES = Object.keys(EVENT_COLUMNS);
const list = (prefix: string): string => NAMES.map((name) => `${prefix}.${name}`).join(', ');
const OVERLAPS = (row: string): string => `${row}.starts_at < $7 AND ${row}.ends_at > $6`;

/**
 * One statement a page, whatever the page holds. It does nothing at all unless the calendar still carries the run's
 * fence, and counts from the rows as they were, so that unchanged ones are neither written nor returned.
 */
const STORE_PAGE = `
WITH fenced AS (
  UPDATE calendar_integrations SET
    lease_expires_at = now() + interval '30 seconds', checkpoint = $8, cursor = coalesce($9, cursor),
    rebase_at = coalesce($10, rebase_at)
  WHERE id = $1 AND fence = $2
  RETURNING id, user_id, oauth_account_id, provider_calendar_id
), input AS (
  SELECT * FROM jsonb_to_recordset($3::jsonb) AS row (
    provider_event_id text, outside boolean, ${Object.entries(EVENT_COLUMNS)
      .map((column) => column.join(' '))
      .join(', ')})
), matched AS (
  SELECT i.*, e.id AS stored_id, e.removed_at IS NOT NULL AS was_removed, ${OVERLAPS('e')} AS was_inside,
    e.id IS NOT NULL AND (e.removed_at IS NOT NULL OR (${list('e')}) IS DISTINCT FROM (${list('i')})) AS differs
  FROM input i
  LEFT JOIN synced_calendar_events e ON e.calendar_id = $1 AND e.provider_event_id = i.provider_event_id
), known AS (
  -- Outside of the window only what had aged out of it by time alone is kept up to date.
  SELECT * FROM matched WHERE NOT outside OR NOT was_inside
), written AS (
  INSERT INTO synced_calendar_events (calendar_id, generation, time_entry_id, provider_event_id, ${NAMES.join(', ')})
  SELECT f.id, $4, t.id, k.provider_event_id, ${list('k')}
  FROM fenced f CROSS JOIN known k
  JOIN user_oauth_accounts a ON a.id = f.oauth_account_id
  -- A meeting that was converted before its calendar was removed and selected again is converted still.
  LEFT JOIN time_entries t ON k.stored_id IS NULL AND t.user_id = f.user_id AND t.provenance_issuer = a.issuer
    AND t.provenance_subject = a.subject AND t.provenance_calendar_id = f.provider_calendar_id
    AND t.provenance_event_id = k.provider_event_id
  WHERE k.stored_id IS NULL OR k.differs
  ON CONFLICT (calendar_id, provider_event_id) DO UPDATE SET
    (generation, removed_at, updated_at, ${NAMES.join(', ')}) = (excluded.generation, NULL, now(), ${list('excluded')})
  RETURNING time_entry_id, starts_at, ends_at, summary
), seen AS (
  UPDATE synced_calendar_events e SET generation = $4
  FROM known k, fenced WHERE e.id = k.stored_id AND NOT k.differs AND $11
), unread AS (
  UPDATE synced_calendar_events e SET generation = $4
  FROM fenced WHERE calendar_id = $1 AND provider_event_id = ANY ($13) AND $11
), leaving AS (
  SELECT id FROM synced_calendar_events e
  WHERE calendar_id = $1 AND provider_event_id = ANY ($5) AND removed_at IS NULL
  UNION
  SELECT id FROM synced_calendar_events e WHERE calendar_id = $1 AND series_id = ANY ($5) AND removed_at IS NULL
  UNION
  SELECT stored_id FROM matched WHERE outside AND was_inside AND NOT was_removed
  UNION
  -- Not seen by a full pull; or kept for an entry that has been deleted since.
  SELECT id FROM synced_calendar_events e WHERE $12 AND calendar_id = $1 AND provider_event_id <> ALL ($13)
    AND (removed_at IS NULL AND generation < $4 AND ${OVERLAPS('e')} OR removed_at IS NOT NULL AND time_entry_id IS NULL)
), gone AS (
  SELECT e.id, e.time_entry_id, e.starts_at, e.ends_at, e.summary, e.removed_at IS NULL AS counts
  FROM synced_calendar_events e JOIN leaving USING (id) CROSS JOIN fenced
  WHERE NOT EXISTS (SELECT FROM known k WHERE k.stored_id = e.id)
  FOR UPDATE OF e
), deleted AS (
  DELETE FROM synced_calendar_events e USING gone g WHERE e.id = g.id AND g.time_entry_id IS NULL
), kept AS (
  UPDATE synced_calendar_events e SET removed_at = now(), updated_at = now()
  FROM gone g WHERE e.id = g.id AND g.time_entry_id IS NOT NULL
)
SELECT
  EXISTS (SELECT FROM fenced) AS fenced,
  (SELECT count(*)::int FROM known WHERE stored_id IS NULL) AS created,
  (SELECT count(*)::int FROM known WHERE differs) AS updated,
  (SELECT count(*)::int FROM known WHERE stored_id IS NOT NULL AND NOT differs) AS unchanged,
  (SELECT count(*)::int FROM gone WHERE counts) AS removed,
  (SELECT count(*)::int FROM unnest($14::text[]) AS told (id)
    WHERE NOT EXISTS (SELECT FROM synced_calendar_events e WHERE calendar_id = $1 AND provider_event_id = told.id)
      AND NOT EXISTS (SELECT FROM synced_calendar_events e WHERE calendar_id = $1 AND series_id = told.id)) AS cancelled,
  (SELECT jsonb_agg(jsonb_build_object('timeEntryId', time_entry_id, 'startsAt', starts_at, 'endsAt', ends_at,
      'summary', summary, 'removed', removed))
    FROM (SELECT *, false AS removed FROM written UNION ALL
      SELECT time_entry_id, starts_at, ends_at, summary, true FROM gone) AS touched
    WHERE time_entry_id IS NOT NULL) AS changes`;

/** The same for a page that tells nothing: planning the statement above costs far more than this whole one. */
const MOVE_ON = `
UPDATE calendar_integrations SET lease_expires_at = now() + interval '30 seconds', checkpoint = $3,
  cursor = coalesce($4, cursor), rebase_at = coalesce($5, rebase_at)
WHERE id = $1 AND fence = $2`;

/** Stores what a provider told, page by page, and lets the entries of changed meetings know. */
@Injectable()
export class PageRepository {
  constructor(
    private readonly database: DataSource,
    private readonly meetingChanges: MeetingChanges,
  ) {}

  /**
   * Stores a page and how far it brings the calendar, atomically.
   * @throws LeaseLost when the calendar no longer carries the run's fence; then nothing was written
   */
  async store(run: FencedRun, plan: Plan, page: SortedPage, end: PageEnd): Promise<PageCounts> {
    const told = page.rows.length + page.removed.length + page.unread.length;
    if (told === 0 && !end.retire) return this.moveOn(run, end);
    return this.database.transaction((manager) => this.write(manager, run, plan, page, end));
  }

  private async moveOn(run: FencedRun, { checkpoint, cursor, rebaseAt }: PageEnd): Promise<PageCounts> {
    const parameters = [run.calendarId, run.fence, checkpoint, cursor ?? null, rebaseAt ?? null];
    const [, moved] = await this.database.query<[unknown, number]>(MOVE_ON, parameters);
    if (moved === 0) throw new LeaseLost();
    return { created: 0, updated: 0, unchanged: 0, removed: 0, cancelled: 0 };
  }

  private async write(
    manager: EntityManager,
    run: FencedRun,
    plan: Plan,
    page: SortedPage,
    end: PageEnd,
  ): Promise<PageCounts> {
    const [outcome] = await manager.query<PageOutcome[]>(STORE_PAGE, [
      run.calendarId,
      run.fence,
      toJsonParameter(page.rows),
      plan.generation,
      page.removed,
      plan.window.from,
      plan.window.to,
      end.checkpoint,
      end.cursor ?? null,
      end.rebaseAt ?? null,
      plan.mode === 'full',
      end.retire,
      page.unread,
      page.cancelled,
    ]);
    const { fenced, changes, ...counts } = outcome!;
    if (!fenced) throw new LeaseLost();
    if (changes) await this.meetingChanges.apply(manager, changes.map(withDates));
    return counts;
  }
}

/** JSON carries instants as text. */
function withDates(change: MeetingChange): MeetingChange {
  return { ...change, startsAt: new Date(change.startsAt), endsAt: new Date(change.endsAt) };
}
