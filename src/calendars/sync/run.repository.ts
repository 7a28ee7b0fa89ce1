import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Page, PageQuery } from '../../common/pagination';
import { readPage } from '../../database/keyset';
import type { CalendarIntegration } from '../calendar-integration.entity';
import type { Lease } from './lease.repository';
import { SyncRun, type SyncTrigger } from './sync-run.entity';
import type { SyncCounts, SyncMode } from './sync-result';

// Slot, calendar, run: everybody locks them in this order, also who removes a calendar (and with it its runs) or an
// account. A CTE that nothing reads would be carried out last, so each is read by the next.
const RELEASE = `slot AS (
  UPDATE request_slots SET holder = NULL, lease_expires_at = NULL WHERE holder = $4 RETURNING number
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
UPDATE sync_runs SET status = 'success', finished_at = $3::timestamptz, mode = $5, counts = $6 FROM ended WHERE id = $4`;

const FAIL = `
WITH ${RELEASE}, calendar AS (
  UPDATE calendar_integrations SET lease_expires_at = NULL, status_detail = $5::text,
    failure_count = failure_count + $6::int, is_active = is_active AND NOT $7::boolean,
    next_sync_at = CASE WHEN sync_enabled THEN $8::timestamptz END
  FROM released WHERE id = $1 AND fence = $2 RETURNING id
), ended AS (
  SELECT count(*) FROM calendar
)
UPDATE sync_runs SET status = 'failed', finished_at = $3::timestamptz, error = jsonb_build_object('code', $9::text, 'detail', $5::text)
FROM ended WHERE id = $4 AND status = 'running'`;

const FAIL_BEFORE_START = `
WITH calendar AS (
  UPDATE calendar_integrations SET status_detail = $4::text, failure_count = failure_count + $5::int,
    next_sync_at = CASE WHEN sync_enabled THEN $6::timestamptz END
  WHERE id = $1 RETURNING id, fence
)
INSERT INTO sync_runs (calendar_id, trigger, status, fence, started_at, finished_at, error)
SELECT id, $2, 'failed', fence, $3::timestamptz, $3::timestamptz, jsonb_build_object('code', $7::text, 'detail', $4::text)
FROM calendar`;

/** How a run failed, and what follows from it for the calendar. */
export interface Failure {
  code: string;
  detail: string;
  /** False when it says nothing about the calendar's health: throttling, our own fault, a lost lease. */
  counts: boolean;
  calendarGone: boolean;
  retryAt: Date;
}

/** The last word on a run: its row and, if it still holds the calendar, the calendar's evidence, in one statement. */
@Injectable()
export class RunRepository {
  constructor(private readonly database: DataSource) {}

  async succeed(
    { calendar, fence, runId }: Lease,
    mode: SyncMode,
    counts: SyncCounts,
    at: Date,
  ): Promise<void> {
    await this.database.query(SUCCEED, [calendar.id, fence, at, runId, mode, counts]);
  }

  async fail({ calendar, fence, runId }: Lease, failure: Failure, at: Date): Promise<void> {
    const { code, detail, counts, calendarGone, retryAt } = failure;
    const parameters = [calendar.id, fence, at, runId, detail, counts ? 1 : 0, calendarGone, retryAt, code];
    await this.database.query(FAIL, parameters);
  }

  /** A run that never held the calendar. */
  async failBeforeStart(
    { id }: CalendarIntegration,
    trigger: SyncTrigger,
    { code, detail, counts, retryAt }: Failure,
    at: Date,
  ): Promise<void> {
    await this.database.query(FAIL_BEFORE_START, [id, trigger, at, detail, counts ? 1 : 0, retryAt, code]);
  }

  /** A page of a calendar's runs, newest first. */
  async list(calendarId: string, page: PageQuery): Promise<Page<SyncRun>> {
    const query = this.database.createQueryBuilder(SyncRun, 'run').where({ calendarId });
    return readPage(query, page, 'requestedAt', 'DESC');
  }
}
