import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { CalendarIntegration } from '../calendar-integration.entity';
import type { Failure } from './failure';
import type { Lease } from './lease.repository';
import type { SyncRequest } from './sync-request';
import { INTERRUPTED } from './sync-run.entity';
import type { SyncCounts, SyncMode } from './sync-result';

// Everybody locks slot, calendar and run in this order, also to remove a calendar (and with it its runs) or an
// account. PostgreSQL carries out last what nothing reads, so each CTE is read by the next.
const RELEASE = `slot AS (
  UPDATE request_slots SET holder = NULL, lease_expires_at = NULL WHERE holder = $5 RETURNING number
), released AS (
  SELECT count(*) FROM slot
)`;

const SUCCEED = `
WITH ${RELEASE}, calendar AS (
  UPDATE calendar_integrations SET lease_expires_at = NULL, last_sync_at = $3::timestamptz, failure_count = 0, status_detail = NULL,
    is_active = true, next_sync_at = CASE WHEN sync_enabled THEN $3::timestamptz + sync_interval_minutes * interval '1 minute' END
  FROM released WHERE id = $1 AND fence = $2 RETURNING id
), ended AS (
  SELECT count(*) FROM calendar
)
UPDATE sync_runs SET status = 'success', finished_at = $3::timestamptz, mode = $6, counts = $7, error = NULL
FROM ended WHERE id = $4 AND fence = $2`;

const FAIL = `
WITH ${RELEASE}, calendar AS (
  UPDATE calendar_integrations SET lease_expires_at = NULL, status_detail = $6::text,
    failure_count = failure_count + $7::int, is_active = is_active AND NOT $8::boolean,
    next_sync_at = CASE WHEN sync_enabled THEN coalesce($9::timestamptz, next_sync_at) END
  FROM released WHERE id = $1 AND fence = $2 RETURNING id
), ended AS (
  SELECT count(*) FROM calendar
)
UPDATE sync_runs SET status = 'failed', finished_at = $3::timestamptz, error = jsonb_build_object('code', $10::text, 'detail', $6::text)
FROM ended WHERE id = $4 AND fence = $2 AND status = 'running'`;

/**
 * Another request for the calendar may wait already. One is enough: this one ends and leaves its batches to the
 * other.
 */
const INHERIT = `inherited AS (
  UPDATE sync_batch_runs member SET run_id = heir.id
  FROM calendar JOIN sync_runs heir ON heir.calendar_id = calendar.id AND heir.status = 'queued' WHERE member.run_id = $4
)`;
const WAIT_AGAIN = `
  status = CASE WHEN again THEN 'queued' ELSE 'failed' END, dispatched_at = NULL,
  finished_at = CASE WHEN NOT again THEN $3::timestamptz END
FROM ended, LATERAL (SELECT NOT EXISTS (
  SELECT FROM sync_runs other WHERE other.calendar_id = $1 AND other.status = 'queued') AS again) AS chance
WHERE id = $4 AND fence = $2 AND status = 'running'`;

const RETRY = `
WITH ${RELEASE}, calendar AS (
  UPDATE calendar_integrations SET lease_expires_at = NULL FROM released WHERE id = $1 AND fence = $2 RETURNING id
), ended AS (
  SELECT count(*) FROM calendar
), ${INHERIT}
UPDATE sync_runs SET run_after = $6, error = jsonb_build_object('code', $7::text, 'detail', $8::text), ${WAIT_AGAIN}`;

/** The fence moves on as well, so that the run writes nothing any more. */
const HAND_BACK = `
WITH ${RELEASE}, calendar AS (
  UPDATE calendar_integrations SET lease_expires_at = NULL, fence = fence + 1 FROM released WHERE id = $1 AND fence = $2 RETURNING id
), ended AS (
  SELECT count(*) FROM calendar
), ${INHERIT}
UPDATE sync_runs SET run_after = $3, attempts = attempts - 1, error = CASE WHEN NOT again THEN ${INTERRUPTED} END, ${WAIT_AGAIN}`;

/** Nothing is written for a calendar that is gone: its runs went with it. */
const END_BEFORE_START = `
WITH calendar AS (
  UPDATE calendar_integrations SET
    status_detail = CASE WHEN $9::timestamptz IS NULL THEN $6::text ELSE status_detail END,
    failure_count = failure_count + CASE WHEN $9 IS NULL THEN $7::int ELSE 0 END,
    next_sync_at = CASE WHEN $9 IS NOT NULL THEN next_sync_at WHEN sync_enabled THEN coalesce($8::timestamptz, next_sync_at) END
  WHERE id = $1 RETURNING id, provider
)
INSERT INTO sync_runs (id, calendar_id, provider, trigger, status, requested_at, run_after, started_at, attempts, finished_at, error)
SELECT $2, calendar.id, calendar.provider, $4, CASE WHEN $9 IS NULL THEN 'failed' ELSE 'queued' END, $3::timestamptz, coalesce($9, $3::timestamptz),
  $3::timestamptz, 1, CASE WHEN $9 IS NULL THEN $3::timestamptz END, jsonb_build_object('code', $5::text, 'detail', $6::text)
FROM calendar
ON CONFLICT (id) DO UPDATE SET status = excluded.status, run_after = excluded.run_after, finished_at = excluded.finished_at,
  error = excluded.error, attempts = sync_runs.attempts + 1, dispatched_at = NULL
WHERE sync_runs.status = 'queued'`;

/**
 * Writes how an attempt ended. One statement changes the run's row and, if the run still holds the calendar, the
 * calendar's.
 */
@Injectable()
export class RunOutcomeRepository {
  constructor(private readonly database: DataSource) {}

  /** The run succeeded: the calendar is due again after its interval. */
  async succeed(lease: Lease, mode: SyncMode, counts: SyncCounts, at: Date): Promise<void> {
    await this.database.query(SUCCEED, [...held(lease, at), mode, counts]);
  }

  /** The run failed for good. The failure says what that means for the calendar. */
  async fail(lease: Lease, failure: Failure, at: Date): Promise<void> {
    const { code, detail, counts, calendarGone, retryAt } = failure;
    const parameters = [...held(lease, at), detail, counts ? 1 : 0, calendarGone, retryAt, code];
    await this.database.query(FAIL, parameters);
  }

  /** The run waits for another attempt; the calendar's health is not judged yet. */
  async retry(lease: Lease, { code, detail }: Failure, runAfter: Date, at: Date): Promise<void> {
    await this.database.query(RETRY, [...held(lease, at), runAfter, code, detail]);
  }

  /** This process ends: another one may go on at once, and the attempt does not count. */
  async handBack(lease: Lease, at: Date): Promise<void> {
    await this.database.query(HAND_BACK, held(lease, at));
  }

  /** An attempt that never held the calendar. @param runAfter when to try again, if at all */
  async endBeforeStart(
    { id }: CalendarIntegration,
    { trigger, queued }: SyncRequest,
    { code, detail, counts, retryAt }: Failure,
    runAfter: Date | null,
    at: Date,
  ): Promise<void> {
    const runId = queued?.runId ?? randomUUID();
    const parameters = [id, runId, at, trigger, code, detail, counts ? 1 : 0, retryAt, runAfter];
    await this.database.query(END_BEFORE_START, parameters);
  }
}

function held({ calendar, fence, runId, holder }: Lease, at: Date): unknown[] {
  return [calendar.id, fence, at, runId, holder];
}
