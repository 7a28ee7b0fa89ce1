import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { NotFound } from '../../common/errors/problem';
import { CalendarIntegration } from '../calendar-integration.entity';
import type { SyncTrigger } from './sync-run.entity';

/** Runs that may hold calendars of one account at the same time: providers limit requests per mailbox. */
const RUNS_PER_ACCOUNT = 4;

/** The right to sync one calendar, until it is finished, lost or 30 seconds pass without a sign of life. */
export interface Lease {
  calendar: CalendarIntegration;
  runId: string;
  fence: number;
  startedAt: Date;
}

/** Why there is no lease: somebody else syncs this calendar, or the account has its fill of runs. */
export type LeaseRefusal = 'in_progress' | 'no_slot';

const TAKE = `
WITH leased AS (
  UPDATE calendar_integrations c SET lease_expires_at = now() + interval '30 seconds', fence = fence + 1
  WHERE id = $1 AND (lease_expires_at IS NULL OR lease_expires_at <= now())
    AND (SELECT count(*) FROM calendar_integrations o
      WHERE o.oauth_account_id = c.oauth_account_id AND o.lease_expires_at > now()) < ${RUNS_PER_ACCOUNT}
  RETURNING id, fence
), interrupted AS (
  UPDATE sync_runs r SET status = 'failed', finished_at = $4,
    error = '{"code": "interrupted", "detail": "The process that ran it has ended."}'
  FROM leased WHERE r.calendar_id = leased.id AND r.status = 'running'
), started AS (
  INSERT INTO sync_runs (id, calendar_id, trigger, status, fence, started_at)
  SELECT $2, id, $3, 'running', fence, $4 FROM leased
)
SELECT (SELECT fence FROM leased) AS fence,
  (SELECT lease_expires_at > now() FROM calendar_integrations WHERE id = $1) AS busy`;

/** Leases on calendars. The database's clock decides, for it is the only one that all processes share. */
@Injectable()
export class LeaseRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Takes the lease and opens the run's row.
   * @param check looks at the calendar and its account first, and throws if a run makes no sense now
   * @throws NotFound when the calendar is not there, or not `owner`'s
   */
  async take(
    wanted: { calendarId: string; userId?: string; provider?: string; trigger: SyncTrigger; now: Date },
    check: (calendar: CalendarIntegration) => void,
  ): Promise<Lease | LeaseRefusal> {
    return this.database.transaction(async (manager) => {
      const calendar = await this.lockAccountOf(manager, wanted);
      check(calendar);
      const runId = randomUUID();
      const [taken] = await manager.query<{ fence: number | null; busy: boolean }[]>(TAKE, [
        calendar.id,
        runId,
        wanted.trigger,
        wanted.now,
      ]);
      if (taken!.fence === null) return taken!.busy ? 'in_progress' : 'no_slot';
      return { calendar, runId, fence: taken!.fence, startedAt: wanted.now };
    });
  }

  /** A sign of life. */
  async renew({ calendar, fence }: Lease): Promise<void> {
    await this.database.query(
      `UPDATE calendar_integrations SET lease_expires_at = now() + interval '30 seconds' WHERE id = $1 AND fence = $2`,
      [calendar.id, fence],
    );
  }

  /** The account's row is the lock under which its runs are counted; it comes with the sealed tokens. */
  private async lockAccountOf(
    manager: EntityManager,
    { calendarId, userId, provider }: { calendarId: string; userId?: string; provider?: string },
  ): Promise<CalendarIntegration> {
    const query = manager
      .createQueryBuilder(CalendarIntegration, 'calendar')
      .innerJoinAndSelect('calendar.oauthAccount', 'account')
      .addSelect(['account.accessTokenBox', 'account.refreshTokenBox'])
      .where('calendar.id = :calendarId', { calendarId })
      .setLock('for_no_key_update', undefined, ['account']);
    if (userId !== undefined) query.andWhere('calendar.userId = :userId', { userId });
    if (provider !== undefined) query.andWhere('calendar.provider = :provider', { provider });
    const calendar = await query.getOne();
    if (!calendar) throw new NotFound('The calendar');
    return calendar;
  }
}
