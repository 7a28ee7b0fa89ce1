import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PRIORITY } from '../sync-request';

/** A person's request overtakes what waits for the calendar already, and is told to the queue right away. */
const ENTER = `
INSERT INTO sync_runs (calendar_id, trigger, priority, status, requested_at, run_after, dispatched_at)
VALUES ($1, 'manual', ${PRIORITY.manual}, 'queued', $2, $2, $2)
ON CONFLICT (calendar_id) WHERE status = 'queued'
DO UPDATE SET priority = excluded.priority, run_after = excluded.run_after, dispatched_at = excluded.dispatched_at
RETURNING id`;

/** Requests of people, as runs that wait. */
@Injectable()
export class SyncRequestRepository {
  constructor(private readonly database: DataSource) {}

  /** @returns the run that waits for this calendar, there is never more than one */
  async enter(calendarId: string, now: Date): Promise<string> {
    const [row] = await this.database.query<{ id: string }[]>(ENTER, [calendarId, now]);
    return row!.id;
  }
}
