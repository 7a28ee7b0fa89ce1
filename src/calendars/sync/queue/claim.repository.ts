import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SLOTS_PER_ACCOUNT } from '../../connections/request-slot.entity';
import { MAX_ATTEMPTS } from '../run-outcomes';
import { PRIORITY } from '../sync-request';
import type { RunInFlight } from './calendar-sync.queue';

/** How many a claim looks at; those behind get their turn when these are under way. */
const CANDIDATES = 1_000;

/**
 * A run whose process died waits again, unless another one does so already; one that was started too often has failed.
 * Calendar before run, as everywhere. $1 is now.
 */
const RECOVER = `
WITH dead AS (
  SELECT run.id, run.calendar_id, run.attempts >= ${MAX_ATTEMPTS} AS exhausted, EXISTS (
      SELECT FROM sync_runs other WHERE other.calendar_id = run.calendar_id AND other.status = 'queued') AS superseded
  FROM sync_runs run JOIN calendar_integrations calendar ON calendar.id = run.calendar_id
  WHERE run.status = 'running' AND (calendar.lease_expires_at IS NULL OR calendar.lease_expires_at <= now())
  FOR UPDATE OF calendar SKIP LOCKED
), paused AS (
  UPDATE calendar_integrations calendar SET failure_count = failure_count + 1,
    status_detail = 'Its synchronisation was interrupted again and again.',
    next_sync_at = CASE WHEN sync_enabled THEN $1::timestamptz + interval '1 minute' * 2 ^ least(failure_count, 6) END
  FROM dead WHERE calendar.id = dead.calendar_id AND dead.exhausted RETURNING calendar.id
), given_up AS (
  SELECT count(*) FROM paused
)
UPDATE sync_runs run SET status = CASE WHEN exhausted OR superseded THEN 'failed' ELSE 'queued' END, dispatched_at = NULL,
  finished_at = CASE WHEN exhausted OR superseded THEN $1::timestamptz END,
  error = '{"code": "interrupted", "detail": "The process that ran it has ended."}'
FROM dead, given_up WHERE run.id = dead.id AND run.status = 'running'
RETURNING run.id`;

/**
 * Chooses what is carried out next, among runs that wait and calendars that are due: who was asked for by a person
 * first, then one calendar of each user, then a second one…; at most 4 of an account and $2 of a provider together with
 * those under way, except that a person does not wait for a place. $1 is now, $3 the providers that are switched on.
 */
const CLAIM = `
WITH busy AS (
  SELECT calendar.provider, calendar.oauth_account_id AS account
  FROM sync_runs run JOIN calendar_integrations calendar ON calendar.id = run.calendar_id
  WHERE run.status IN ('queued', 'running') AND run.dispatched_at IS NOT NULL
), busy_account AS (
  SELECT account, count(*) AS runs FROM busy GROUP BY account
), busy_provider AS (
  SELECT provider, count(*) AS runs FROM busy GROUP BY provider
), waiting AS (
  SELECT run.calendar_id, run.id AS run_id, run.priority, run.requested_at AS since
  FROM sync_runs run JOIN calendar_integrations calendar ON calendar.id = run.calendar_id
  WHERE run.status = 'queued' AND run.dispatched_at IS NULL AND run.run_after <= $1
    AND (calendar.lease_expires_at IS NULL OR calendar.lease_expires_at <= now())
  ORDER BY run.priority, run.requested_at LIMIT ${CANDIDATES}
), due AS (
  SELECT calendar.id AS calendar_id, NULL::uuid AS run_id, ${PRIORITY.scheduled}::smallint AS priority, calendar.next_sync_at AS since
  FROM calendar_integrations calendar JOIN user_oauth_accounts account ON account.id = calendar.oauth_account_id
  WHERE calendar.sync_enabled AND calendar.is_active AND calendar.next_sync_at <= $1 AND calendar.provider = ANY ($3)
    AND (calendar.lease_expires_at IS NULL OR calendar.lease_expires_at <= now())
    AND account.status = 'active' AND (account.throttled_until IS NULL OR account.throttled_until <= now())
    AND NOT EXISTS (SELECT FROM sync_runs run WHERE run.calendar_id = calendar.id AND run.status = 'queued')
    AND NOT EXISTS (SELECT FROM busy_account full_one
      WHERE full_one.account = account.id AND full_one.runs >= ${SLOTS_PER_ACCOUNT})
  ORDER BY calendar.next_sync_at LIMIT ${CANDIDATES}
), candidate AS (
  SELECT chosen.*, calendar.user_id, calendar.provider, calendar.oauth_account_id AS account
  FROM (SELECT * FROM waiting UNION ALL SELECT * FROM due) AS chosen
  JOIN calendar_integrations calendar ON calendar.id = chosen.calendar_id
), placed AS (
  SELECT candidate.*, coalesce(busy_account.runs, 0)
      + row_number() OVER (PARTITION BY account ORDER BY priority, since, calendar_id) AS place,
    row_number() OVER (PARTITION BY user_id ORDER BY priority, since, calendar_id) AS turn
  FROM candidate LEFT JOIN busy_account USING (account)
), seated AS (
  SELECT placed.*, coalesce(busy_provider.runs, 0)
      + row_number() OVER (PARTITION BY provider ORDER BY priority, turn, since, calendar_id) AS seat
  FROM placed LEFT JOIN busy_provider USING (provider) WHERE place <= ${SLOTS_PER_ACCOUNT}
), claimed AS (
  SELECT calendar.id, seated.run_id FROM seated JOIN calendar_integrations calendar ON calendar.id = seated.calendar_id
  WHERE seat <= $2 OR priority = ${PRIORITY.manual}
  ORDER BY calendar.id FOR UPDATE OF calendar SKIP LOCKED
), dispatched AS (
  UPDATE sync_runs run SET dispatched_at = $1 FROM claimed
  WHERE run.id = claimed.run_id AND run.status = 'queued' AND run.dispatched_at IS NULL
), scheduled AS (
  INSERT INTO sync_runs (calendar_id, trigger, priority, status, requested_at, run_after, dispatched_at)
  SELECT id, 'scheduled', ${PRIORITY.scheduled}, 'queued', $1, $1, $1 FROM claimed WHERE run_id IS NULL
  ON CONFLICT (calendar_id) WHERE status = 'queued' DO NOTHING
)
SELECT (SELECT count(*) FROM candidate) > (SELECT count(*) FROM claimed) AS more`;

const IN_FLIGHT = `
SELECT run.id AS "runId", calendar.provider, run.priority, run.dispatched_at AS "dispatchedAt"
FROM sync_runs run JOIN calendar_integrations calendar ON calendar.id = run.calendar_id
WHERE run.status = 'queued' AND run.dispatched_at IS NOT NULL`;

/** Decides from rows alone what the queue is told. Any number of processes may ask at once. */
@Injectable()
export class ClaimRepository {
  constructor(private readonly database: DataSource) {}

  /** Takes up runs whose process has died. @returns how many */
  async recover(now: Date): Promise<number> {
    const [rows] = await this.database.query<[unknown[], number]>(RECOVER, [now]);
    return rows.length;
  }

  /** Puts as much under way as may be. @returns whether more waits for a place */
  async claim(now: Date, inFlight: number, providers: string[]): Promise<boolean> {
    const [{ more }] = await this.database.query<[{ more: boolean }]>(CLAIM, [now, inFlight, providers]);
    return more;
  }

  /** What the queue should know of and no worker has begun yet: few, for there is a limit to what is under way. */
  async inFlight(): Promise<RunInFlight[]> {
    return this.database.query<RunInFlight[]>(IN_FLIGHT);
  }
}
