import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ProviderRegistry } from '../../calendars/provider/provider-registry';

/** What waits for one provider. */
export interface Backlog {
  provider: string;
  /** Of the calendars that ought to have been synced by now, the one that has waited longest. */
  oldest: { calendarId: string; nextSyncAt: Date } | null;
  queued: number;
  running: number;
}

// $1 providers, $2 now. The oldest of each provider is found from the old end of the index of due calendars.
const READ = `
WITH queued AS (
  SELECT c.provider, count(*)::int AS runs FROM sync_runs r JOIN calendar_integrations c ON c.id = r.calendar_id
  WHERE r.status = 'queued' GROUP BY c.provider
), running AS (
  SELECT c.provider, count(*)::int AS runs FROM sync_runs r JOIN calendar_integrations c ON c.id = r.calendar_id
  WHERE r.status = 'running' GROUP BY c.provider
)
SELECT p.provider, oldest.id AS "calendarId", oldest.next_sync_at AS "nextSyncAt",
  coalesce(queued.runs, 0) AS queued, coalesce(running.runs, 0) AS running
FROM unnest($1::text[]) AS p (provider)
LEFT JOIN queued USING (provider) LEFT JOIN running USING (provider)
LEFT JOIN LATERAL (
  SELECT c.id, c.next_sync_at FROM calendar_integrations c JOIN user_oauth_accounts a ON a.id = c.oauth_account_id
  WHERE c.provider = p.provider AND c.sync_enabled AND c.is_active AND c.next_sync_at <= $2 AND a.status = 'active'
  ORDER BY c.next_sync_at LIMIT 1
) oldest ON true
ORDER BY p.provider`;

interface Row {
  provider: string;
  calendarId: string | null;
  nextSyncAt: Date | null;
  queued: number;
  running: number;
}

/** How far we are behind, by provider. */
@Injectable()
export class BacklogRepository {
  private reading?: Promise<Backlog[]>;

  constructor(
    private readonly database: DataSource,
    private readonly providers: ProviderRegistry,
  ) {}

  /** The backlog of every provider. Calls while a query is under way share its answer. */
  read(now: Date): Promise<Backlog[]> {
    this.reading ??= this.ask(now).finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async ask(now: Date): Promise<Backlog[]> {
    const rows = await this.database.query<Row[]>(READ, [this.providers.slugs(), now]);
    return rows.map(({ calendarId, nextSyncAt, ...rest }) => ({
      ...rest,
      oldest: calendarId === null || nextSyncAt === null ? null : { calendarId, nextSyncAt },
    }));
  }
}
