import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { NotFound } from '../../common/errors/problem';
import { CalendarIntegration } from '../calendar-integration.entity';
import { FREE_SLOT } from '../connections/request-slot.repository';
import type { Checkpoint, SyncCursor } from './cursor';
import type { SyncRequest } from './sync-request';
import { INTERRUPTED } from './sync-run.entity';

/** The right to sync one calendar, until it is finished, lost or 30 seconds pass without a sign of life. */
export interface Lease {
  calendar: CalendarIntegration;
  request: SyncRequest;
  runId: string;
  /** Who holds the account's slot: a new id each time the run is started. */
  holder: string;
  fence: number;
  /** How often the run was started, this time included. */
  attempt: number;
  startedAt: Date;
}

/** Why there is no lease: another run syncs this calendar, or all slots of the account are taken. */
export type LeaseRefusal = 'in_progress' | 'no_slot';

/**
 * Takes lease and slot and opens the run's row, or does none of it. A run that was cut off leaves its batches to this
 * one. $1 and $2 are the account's identity, $3 is the calendar, $4 the run, $5 its trigger, $6 now, $7 the holder,
 * $8 whether the run has to be waiting already.
 */
const TAKE = `
WITH slot AS (${FREE_SLOT}), leased AS (
  UPDATE calendar_integrations SET lease_expires_at = now() + interval '30 seconds', fence = fence + 1
  FROM slot WHERE id = $3 AND (lease_expires_at IS NULL OR lease_expires_at <= now())
    AND (NOT $8::boolean OR EXISTS (SELECT FROM sync_runs WHERE id = $4 AND status = 'queued'))
  RETURNING id, provider, fence, cursor, checkpoint, rebase_at
), held AS (
  UPDATE request_slots r SET holder = $7, lease_expires_at = now() + interval '30 seconds'
  FROM slot, leased WHERE (r.issuer, r.subject, r.number) = (slot.issuer, slot.subject, slot.number)
), interrupted AS (
  UPDATE sync_runs r SET status = 'failed', finished_at = $6,
    error = ${INTERRUPTED}
  FROM leased WHERE r.calendar_id = leased.id AND r.status = 'running' AND r.id <> $4
  RETURNING r.id
), inherited AS (
  UPDATE sync_batch_runs member SET run_id = $4 FROM interrupted WHERE member.run_id = interrupted.id
), started AS (
  INSERT INTO sync_runs (id, calendar_id, provider, trigger, status, fence, requested_at, run_after, started_at, attempts)
  SELECT $4, id, provider, $5, 'running', fence, $6, $6, $6, 1 FROM leased
  ON CONFLICT (id) DO UPDATE SET status = 'running', fence = excluded.fence, started_at = excluded.started_at,
    attempts = sync_runs.attempts + 1, counts = NULL, error = NULL
  RETURNING attempts
)
SELECT (SELECT to_jsonb(leased) FROM leased) AS leased, (SELECT attempts FROM started) AS attempts,
  EXISTS (SELECT FROM slot) AS slot,
  (SELECT coalesce(lease_expires_at > now(), false) FROM calendar_integrations WHERE id = $3) AS busy`;

// This statement may have waited for the run's own last one: what that gave back is not taken again. Slot before
// calendar, as everywhere.
const RENEW = `
WITH slot AS (
  UPDATE request_slots SET lease_expires_at = now() + interval '30 seconds' WHERE holder = $3 RETURNING number
), renewed AS (
  SELECT count(*) FROM slot
)
UPDATE calendar_integrations SET lease_expires_at = now() + interval '30 seconds'
FROM renewed WHERE id = $1 AND fence = $2 AND lease_expires_at IS NOT NULL`;

interface Taken {
  leased: {
    fence: number;
    cursor: SyncCursor | null;
    checkpoint: Checkpoint | null;
    rebase_at: string | null;
  } | null;
  attempts: number | null;
  slot: boolean;
  busy: boolean | null;
}

/** Leases on calendars. The database's clock decides, for it is the only one that all processes share. */
@Injectable()
export class LeaseRepository {
  constructor(private readonly database: DataSource) {}

  /** The calendar and its account, with sealed tokens. @throws NotFound when it is not there, or not this user's */
  async load(wanted: { calendarId: string; userId: string; provider: string }): Promise<CalendarIntegration> {
    const { calendarId, userId, provider } = wanted;
    const calendar = await this.database
      .createQueryBuilder(CalendarIntegration, 'calendar')
      .innerJoinAndSelect('calendar.oauthAccount', 'account')
      .addSelect(['account.accessTokenBox', 'account.refreshTokenBox'])
      .where('calendar.id = :calendarId AND calendar.userId = :userId', { calendarId, userId })
      .andWhere('calendar.provider = :provider', { provider })
      .getOne();
    if (!calendar) throw new NotFound('The calendar');
    return calendar;
  }

  /** Takes the calendar and one of its account's slots, and opens the run's row; or says why not. */
  async take(calendar: CalendarIntegration, request: SyncRequest, now: Date): Promise<Lease | LeaseRefusal> {
    const { issuer, subject } = calendar.oauthAccount;
    const runId = request.queued?.runId ?? randomUUID();
    const holder = randomUUID();
    const [taken] = await this.database.query<[Taken]>(TAKE, [
      issuer,
      subject,
      calendar.id,
      runId,
      request.trigger,
      now,
      holder,
      request.queued !== undefined,
    ]);
    const { leased, attempts, slot, busy } = taken;
    if (!leased) return slot || busy ? 'in_progress' : 'no_slot';
    // As they are under the lease: another run may have ended since the calendar was loaded.
    calendar.cursor = leased.cursor;
    calendar.checkpoint = leased.checkpoint;
    calendar.rebaseAt = leased.rebase_at === null ? null : new Date(leased.rebase_at);
    return { calendar, request, runId, holder, fence: leased.fence, attempt: attempts!, startedAt: now };
  }

  /** Prolongs lease and slot, as a sign of life. */
  async renew({ calendar, fence, holder }: Lease): Promise<void> {
    await this.database.query(RENEW, [calendar.id, fence, holder]);
  }
}
