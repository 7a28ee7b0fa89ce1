import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SLOTS_PER_ACCOUNT } from '../../connections/request-slot.entity';
import { MAX_ATTEMPTS } from '../run-outcomes';
import { PRIORITY } from '../sync-request';
import { INTERRUPTED } from '../sync-run.entity';
import type { RunInFlight } from './calendar-sync.queue';

/** How many of each provider a claim looks at; the others get their turn when these are under way. */
const CANDIDATES = 500;

/**
 * A run whose process died waits again, unless another one does so already: that one inherits its batches. One that
 * was started too often has failed. Calendar before run, as everywhere. It writes the provider as well, which a
 * process of an older version leaves out. $1 is now.
 */
const RECOVER = `
WITH dead AS (
  SELECT run.id, run.calendar_id, calendar.provider, run.attempts >= ${MAX_ATTEMPTS} AS exhausted, heir.id AS heir
  FROM sync_runs run JOIN calendar_integrations calendar ON calendar.id = run.calendar_id
  LEFT JOIN sync_runs heir ON heir.calendar_id = run.calendar_id AND heir.status = 'queued'
  WHERE run.status = 'running' AND (calendar.lease_expires_at IS NULL OR calendar.lease_expires_at <= now())
  FOR NO KEY UPDATE OF calendar SKIP LOCKED
), paused AS (
  UPDATE calendar_integrations calendar SET failure_count = failure_count + 1,
    status_detail = 'Its synchronisation was interrupted again and again.',
    next_sync_at = CASE WHEN sync_enabled THEN $1::timestamptz + interval '1 minute' * 2 ^ least(failure_count, 6) END
  FROM dead WHERE calendar.id = dead.calendar_id AND dead.exhausted RETURNING calendar.id
), given_up AS (
  SELECT count(*) FROM paused
), inherited AS (
  UPDATE sync_batch_runs member SET run_id = dead.heir FROM dead WHERE member.run_id = dead.id AND dead.heir IS NOT NULL
)
UPDATE sync_runs run SET status = CASE WHEN exhausted OR heir IS NOT NULL THEN 'failed' ELSE 'queued' END, dispatched_at = NULL,
  provider = dead.provider, finished_at = CASE WHEN exhausted OR heir IS NOT NULL THEN $1::timestamptz END,
  error = ${INTERRUPTED}
FROM dead, given_up WHERE run.id = dead.id AND run.status = 'running'
RETURNING run.id`;

/**
 * Chooses what is carried out next, among runs that wait and calendars that are due: first what a person asked for,
 * then one calendar of each user, then a second one, and so on. With those under way there are at most 4 of an
 * account and $2 of a provider, except that a person does not wait for a place of the provider. Each provider has
 * candidates of its own, so that a backlog of one hides nothing of another. $1 is now, $3 the providers that are
 * switched on.
 *
 * The locks are those of an update, not of a deletion: whoever enters a run for a calendar is not in their way.
 */
const CLAIM = `
WITH RECURSIVE busy AS (
  SELECT calendar.provider, calendar.oauth_account_id AS account
  FROM sync_runs run JOIN calendar_integrations calendar ON calendar.id = run.calendar_id
  WHERE run.status IN ('queued', 'running') AND run.dispatched_at IS NOT NULL
), busy_account AS (
  SELECT account, count(*) AS runs FROM busy GROUP BY account
), busy_provider AS (
  SELECT provider, count(*) AS runs FROM busy GROUP BY provider
), full_account AS (
  SELECT account FROM busy_account WHERE runs >= ${SLOTS_PER_ACCOUNT}
), queueing (provider) AS (
  -- Each provider of which runs wait, one after the other from the index. One may have been switched off: its runs fail, with words.
  SELECT min(provider) FROM sync_runs WHERE status = 'queued' AND dispatched_at IS NULL
  UNION ALL
  SELECT (SELECT min(provider) FROM sync_runs
    WHERE status = 'queued' AND dispatched_at IS NULL AND provider > queueing.provider)
  FROM queueing WHERE provider IS NOT NULL
), lane AS (
  SELECT provider, coalesce(busy_provider.runs, 0) >= $2 AS is_full
  FROM (SELECT unnest($3::text[]) UNION SELECT provider FROM queueing WHERE provider IS NOT NULL) AS known (provider)
  LEFT JOIN busy_provider USING (provider)
), waiting AS (
  SELECT next.* FROM lane CROSS JOIN LATERAL (
    SELECT run.calendar_id, run.id AS run_id, run.priority, run.requested_at AS since,
      calendar.user_id, calendar.provider, calendar.oauth_account_id AS account
    FROM sync_runs run JOIN calendar_integrations calendar ON calendar.id = run.calendar_id
    WHERE run.status = 'queued' AND run.dispatched_at IS NULL AND run.run_after <= $1 AND run.provider = lane.provider
      AND run.priority <= CASE WHEN lane.is_full THEN ${PRIORITY.manual} ELSE ${PRIORITY.scheduled} END
      AND (calendar.lease_expires_at IS NULL OR calendar.lease_expires_at <= now())
      AND NOT EXISTS (SELECT FROM full_account WHERE full_account.account = calendar.oauth_account_id)
    ORDER BY run.priority, run.requested_at LIMIT ${CANDIDATES}
  ) AS next
), due AS (
  SELECT next.* FROM lane CROSS JOIN LATERAL (
    SELECT calendar.id AS calendar_id, NULL::uuid AS run_id, ${PRIORITY.scheduled}::smallint AS priority,
      calendar.next_sync_at AS since, calendar.user_id, calendar.provider, calendar.oauth_account_id AS account
    FROM calendar_integrations calendar JOIN user_oauth_accounts account ON account.id = calendar.oauth_account_id
    WHERE calendar.sync_enabled AND calendar.is_active AND calendar.next_sync_at <= $1
      AND calendar.provider = lane.provider
      AND (calendar.lease_expires_at IS NULL OR calendar.lease_expires_at <= now())
      AND account.status = 'active' AND (account.throttled_until IS NULL OR account.throttled_until <= now())
      AND NOT EXISTS (SELECT FROM full_account WHERE full_account.account = account.id)
    ORDER BY calendar.next_sync_at LIMIT ${CANDIDATES}
  ) AS next
  WHERE NOT lane.is_full AND lane.provider = ANY ($3)
    -- Outside of the limit: while a large batch waits, nearly all that is due has its run already.
    AND NOT EXISTS (SELECT FROM sync_runs run WHERE run.calendar_id = next.calendar_id AND run.status = 'queued')
), candidate AS (
  SELECT * FROM waiting UNION ALL SELECT * FROM due
), placed AS (
  SELECT candidate.*, coalesce(busy_account.runs, 0)
      + row_number() OVER (PARTITION BY account ORDER BY priority, since, calendar_id) AS place,
    row_number() OVER (PARTITION BY user_id ORDER BY priority, since, calendar_id) AS turn
  FROM candidate LEFT JOIN busy_account USING (account)
), seated AS (
  SELECT placed.*, coalesce(busy_provider.runs, 0)
      + row_number() OVER (PARTITION BY provider ORDER BY priority, turn, since, calendar_id) AS seat
  FROM placed LEFT JOIN busy_provider USING (provider) WHERE place <= ${SLOTS_PER_ACCOUNT}
), chosen AS (
  SELECT calendar_id, run_id FROM seated WHERE seat <= $2 OR priority = ${PRIORITY.manual}
), claimed AS (
  SELECT calendar.id, calendar.provider, chosen.run_id
  FROM chosen JOIN calendar_integrations calendar ON calendar.id = chosen.calendar_id
  -- They are few, which the planner cannot know: the array keeps it from reading all calendars.
  WHERE calendar.id = ANY (ARRAY(SELECT calendar_id FROM chosen))
    -- As the calendar is once it is locked: another process may have been faster.
    AND (calendar.lease_expires_at IS NULL OR calendar.lease_expires_at <= now())
    AND (chosen.run_id IS NOT NULL OR calendar.next_sync_at <= $1)
  ORDER BY calendar.id FOR NO KEY UPDATE OF calendar SKIP LOCKED
), dispatched AS (
  UPDATE sync_runs run SET dispatched_at = $1 FROM claimed
  WHERE run.id = claimed.run_id AND run.status = 'queued' AND run.dispatched_at IS NULL
), scheduled AS (
  INSERT INTO sync_runs (calendar_id, provider, trigger, priority, status, requested_at, run_after, dispatched_at)
  SELECT id, provider, 'scheduled', ${PRIORITY.scheduled}, 'queued', $1, $1, $1 FROM claimed WHERE run_id IS NULL
  ON CONFLICT (calendar_id) WHERE status = 'queued' DO NOTHING
)
SELECT (SELECT count(*) FROM candidate) > (SELECT count(*) FROM claimed) OR EXISTS (SELECT FROM full_account)
  OR EXISTS (SELECT FROM lane WHERE is_full) AS more`;

const IN_FLIGHT = `
SELECT run.id AS "runId", calendar.provider, run.priority, run.dispatched_at AS "dispatchedAt"
FROM sync_runs run JOIN calendar_integrations calendar ON calendar.id = run.calendar_id
WHERE run.status = 'queued' AND run.dispatched_at IS NOT NULL`;

/** Decides from rows alone what the queue is told. Any number of processes may ask at once. */
@Injectable()
export class ClaimRepository {
  constructor(private readonly database: DataSource) {}

  /** Puts runs whose process has died back in line, or ends them. @returns how many */
  async recover(now: Date): Promise<number> {
    const [rows] = await this.database.query<[unknown[], number]>(RECOVER, [now]);
    return rows.length;
  }

  /** Puts as much under way as may be. @returns whether more waits for a place */
  async claim(now: Date, inFlight: number, providers: string[]): Promise<boolean> {
    const [{ more }] = await this.database.query<[{ more: boolean }]>(CLAIM, [now, inFlight, providers]);
    return more;
  }

  /** The runs that were dispatched and that no worker has begun: few, for there is a limit to what is under way. */
  async inFlight(): Promise<RunInFlight[]> {
    return this.database.query<RunInFlight[]>(IN_FLIGHT);
  }
}
