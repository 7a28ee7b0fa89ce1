import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NotFound } from '../../../common/errors/problem';
import { PRIORITY } from '../sync-request';

/** A person's request overtakes what waits for the calendar already, and is told to the queue right away. */
const ENTER = `
INSERT INTO sync_runs (calendar_id, provider, trigger, priority, status, requested_at, run_after, dispatched_at)
SELECT id, provider, 'manual', ${PRIORITY.manual}, 'queued', $2, $2, $2 FROM calendar_integrations WHERE id = $1 FOR KEY SHARE
ON CONFLICT (calendar_id) WHERE status = 'queued'
DO UPDATE SET priority = excluded.priority, run_after = excluded.run_after, dispatched_at = excluded.dispatched_at
RETURNING id`;

/** Requests of people, as runs that wait. */
@Injectable()
export class SyncRequestRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * @returns the run that waits for this calendar, there is never more than one
   * @throws NotFound when the calendar has just been removed
   */
  async enter(calendarId: string, now: Date): Promise<string> {
    const [row] = await this.database.query<{ id: string }[]>(ENTER, [calendarId, now]);
    if (!row) throw new NotFound('The calendar');
    return row.id;
  }
}
