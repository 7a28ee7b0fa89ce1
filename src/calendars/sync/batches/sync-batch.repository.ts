import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PRIORITY } from '../sync-request';
import type { RunStatus } from '../sync-run.entity';

/** Which calendars a batch is of; all that are not named. */
export interface BatchFilter {
  provider?: string;
  userId?: string;
  calendarId?: string;
}

/** How a batch is doing. */
export interface BatchProgress {
  counts: Record<RunStatus, number>;
  failures: { calendar_id: string; code: string; detail: string }[];
}

/** Failures that an answer lists at most. */
const LISTED = 100;

/** A run that waits already joins the batch, and a calendar that is being synced gets its next run. */
const CREATE = `
WITH batch AS (
  INSERT INTO sync_batches (requested_by_id) VALUES ($1) RETURNING id
), entered AS (
  INSERT INTO sync_runs (calendar_id, provider, trigger, priority, status, requested_at, run_after)
  SELECT calendar.id, calendar.provider, 'admin', ${PRIORITY.admin}, 'queued', $2, $2
  FROM calendar_integrations calendar JOIN user_oauth_accounts account ON account.id = calendar.oauth_account_id
  WHERE calendar.sync_enabled AND account.status = 'active' AND ($3::text IS NULL OR calendar.provider = $3)
    AND ($4::uuid IS NULL OR calendar.user_id = $4) AND ($5::uuid IS NULL OR calendar.id = $5)
  ORDER BY calendar.id FOR KEY SHARE OF calendar
  ON CONFLICT (calendar_id) WHERE status = 'queued'
  DO UPDATE SET priority = least(sync_runs.priority, excluded.priority), run_after = least(sync_runs.run_after, excluded.run_after)
  RETURNING id
), joined AS (
  INSERT INTO sync_batch_runs (batch_id, run_id) SELECT batch.id, entered.id FROM batch, entered RETURNING run_id
)
SELECT (SELECT id FROM batch) AS "batchId", (SELECT count(*)::int FROM joined) AS queued`;

const PROGRESS = `
SELECT count(*) FILTER (WHERE run.status = 'queued')::int AS queued, count(*) FILTER (WHERE run.status = 'running')::int AS running,
  count(*) FILTER (WHERE run.status = 'success')::int AS success, count(*) FILTER (WHERE run.status = 'failed')::int AS failed
FROM sync_batches batch LEFT JOIN sync_batch_runs member ON member.batch_id = batch.id
LEFT JOIN sync_runs run ON run.id = member.run_id
WHERE batch.id = $1 GROUP BY batch.id`;

const FAILURES = `
SELECT run.calendar_id, run.error->>'code' AS code, run.error->>'detail' AS detail
FROM sync_batch_runs member JOIN sync_runs run ON run.id = member.run_id
WHERE member.batch_id = $1 AND run.status = 'failed' ORDER BY run.finished_at, run.id LIMIT ${LISTED}`;

/** Batches of runs that an admin asked for. */
@Injectable()
export class SyncBatchRepository {
  constructor(private readonly database: DataSource) {}

  /** Enters a run for every calendar that matches, is switched on and whose account is usable. */
  async create(
    requestedById: string,
    { provider, userId, calendarId }: BatchFilter,
    now: Date,
  ): Promise<{ batchId: string; queued: number }> {
    const parameters = [requestedById, now, provider ?? null, userId ?? null, calendarId ?? null];
    const [batch] = await this.database.query<{ batchId: string; queued: number }[]>(CREATE, parameters);
    return batch!;
  }

  /** How a batch is doing; undefined for one that never was, or that was removed as too old. */
  async progress(batchId: string): Promise<BatchProgress | undefined> {
    const [counts] = await this.database.query<Record<RunStatus, number>[]>(PROGRESS, [batchId]);
    if (!counts) return undefined;
    const failures = await this.database.query<BatchProgress['failures']>(FAILURES, [batchId]);
    return { counts, failures };
  }
}
