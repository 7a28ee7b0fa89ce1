import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Page, PageQuery } from '../../common/pagination';
import { readPage } from '../../database/keyset';
import type { Lease } from './lease.repository';
import type { SyncRequest } from './sync-request';
import { SyncRun } from './sync-run.entity';
import type { SyncCounts } from './sync-result';

const PUT_BACK = `
UPDATE sync_runs SET run_after = dispatched_at + interval '1 second', dispatched_at = NULL
WHERE id = $1 AND status = 'queued' AND dispatched_at IS NOT NULL`;

const WAITING = `
SELECT run.calendar_id AS "calendarId", run.trigger, run.attempts, calendar.user_id AS "userId", calendar.provider
FROM sync_runs run JOIN calendar_integrations calendar ON calendar.id = run.calendar_id
WHERE run.id = $1 AND run.status = 'queued'`;

/** The history of runs, and those that wait. */
@Injectable()
export class RunRepository {
  constructor(private readonly database: DataSource) {}

  /** A page of a calendar's runs, newest first. */
  async list(calendarId: string, page: PageQuery): Promise<Page<SyncRun>> {
    const query = this.database.createQueryBuilder(SyncRun, 'run').where({ calendarId });
    return readPage(query, page, 'requestedAt', 'DESC');
  }

  /** A run of one of this user's calendars. */
  async ofUser(userId: string, id: string): Promise<SyncRun | null> {
    return this.database.manager.findOneBy(SyncRun, { id, calendar: { userId } });
  }

  /** What a run that waits asks for; undefined when it is under way, over, or gone with its calendar. */
  async waiting(id: string): Promise<SyncRequest | undefined> {
    const [run] = await this.database.query<(SyncRequest & { attempts: number })[]>(WAITING, [id]);
    if (!run) return undefined;
    const { attempts, ...request } = run;
    return { ...request, queued: { runId: id, attempts } };
  }

  /** Notes how far a run has come, so that a long import shows its progress. */
  async note({ runId, fence }: Lease, counts: SyncCounts): Promise<void> {
    await this.database.manager.update(SyncRun, { id: runId, fence }, { counts });
  }

  /** The run cannot start now: it waits for another turn, which comes a second after its dispatch at the earliest. */
  async putBack(id: string): Promise<void> {
    await this.database.query(PUT_BACK, [id]);
  }
}
