import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SyncStatus } from '../../calendars/calendar-status';
import type { AccountStatus } from '../../calendars/connections/oauth-account.entity';
import { BackgroundTaskRow } from '../background/background-task.entity';

/** How many calendars or accounts of a provider are in a state. */
export type Count = { provider: string; count: number } & (
  { of: 'calendars'; status: SyncStatus } | { of: 'accounts'; status: AccountStatus }
);

// In one pass over each table. The words and their order are those of `statusOf`, which a test holds against this. $1 is now.
const COUNT = `
SELECT 'calendars' AS of, c.provider, CASE
  WHEN a.status = 'needs_reauth' THEN 'needs_reauth'
  WHEN c.lease_expires_at > $1 THEN 'running'
  WHEN NOT c.is_active THEN 'unavailable'
  WHEN c.failure_count > 0 THEN 'failing'
  WHEN c.last_sync_at IS NULL THEN 'never'
  ELSE 'ok' END AS status, count(*)::int AS count
FROM calendar_integrations c JOIN user_oauth_accounts a ON a.id = c.oauth_account_id GROUP BY 2, 3
UNION ALL
SELECT 'accounts', provider, status, count(*)::int FROM user_oauth_accounts GROUP BY 2, 3`;

/** Figures over everybody's calendars and accounts, and the background tasks. */
@Injectable()
export class OverviewRepository {
  constructor(private readonly database: DataSource) {}

  /** All counts that are not zero. */
  counts(now: Date): Promise<Count[]> {
    return this.database.query<Count[]>(COUNT, [now]);
  }

  /** Every background task, by name. */
  tasks(): Promise<BackgroundTaskRow[]> {
    return this.database.manager.find(BackgroundTaskRow, { order: { name: 'ASC' } });
  }
}
