import { randomUUID } from 'node:crypto';
import type { Service } from '../../harness/service';

const ACCOUNT = `
WITH account AS (
  INSERT INTO user_oauth_accounts (user_id, provider, issuer, subject, email, scopes)
  VALUES ($1, $2, $2, $3, $3, '{}') RETURNING id
)
INSERT INTO calendar_integrations
  (user_id, oauth_account_id, provider, provider_calendar_id, calendar_name, days_back, days_forward, next_sync_at)
SELECT $1, account.id, $2, 'calendar ' || number, 'Calendar', 7, 30, $5::timestamptz
FROM account, generate_series(1, $4::int) AS number
RETURNING id`;

/** Many calendars that are due, as rows alone: for tests of who gets a place, not of what is done there. */
export class Crowd {
  constructor(private readonly service: Service) {}

  /** Somebody without a login. @returns their id */
  async user(): Promise<string> {
    const [user] = await this.service.sql<{ id: string }>(
      `INSERT INTO users (email, name, role, password_hash) VALUES ($1, 'Somebody', 'member', 'none') RETURNING id`,
      [`${randomUUID()}@example.com`],
    );
    return user!.id;
  }

  /** An account with so many calendars, due since so many minutes. @returns the calendars' ids */
  async account(
    userId: string,
    calendars: number,
    { provider = 'google', minutes = 1 } = {},
  ): Promise<string[]> {
    const due = new Date(this.service.clock.now().getTime() - minutes * 60_000);
    const rows = await this.service.sql<{ id: string }>(ACCOUNT, [
      userId,
      provider,
      randomUUID(),
      calendars,
      due,
    ]);
    return rows.map(({ id }) => id);
  }

  /** A run that waits. @returns its id */
  async waits(calendarId: string, trigger: string, priority: number, minutes = 0): Promise<string> {
    const [run] = await this.service.sql<{ id: string }>(
      `INSERT INTO sync_runs (calendar_id, provider, trigger, priority, status, requested_at, run_after)
       SELECT id, provider, $2, $3, 'queued', $4, $4 FROM calendar_integrations WHERE id = $1 RETURNING id`,
      [calendarId, trigger, priority, new Date(this.service.clock.now().getTime() - minutes * 60_000)],
    );
    return run!.id;
  }

  /** The calendars, of those given, that have a place. */
  async placed(calendarIds: readonly string[]): Promise<string[]> {
    const rows = await this.service.sql<{ id: string }>(
      `SELECT calendar_id AS id FROM sync_runs WHERE status IN ('queued', 'running') AND dispatched_at IS NOT NULL
       AND calendar_id = ANY ($1)`,
      [calendarIds],
    );
    return rows.map(({ id }) => id);
  }

  /** The runs of those that have a place are over, and they are due in an hour. */
  async finish(calendarIds: readonly string[]): Promise<void> {
    const placed = await this.placed(calendarIds);
    await this.service.sql(
      `UPDATE sync_runs SET status = 'success', started_at = now(), fence = 1, finished_at = now()
       WHERE status = 'queued' AND dispatched_at IS NOT NULL AND calendar_id = ANY ($1)`,
      [placed],
    );
    await this.service.sql(
      `UPDATE calendar_integrations SET next_sync_at = now() + interval '1 hour' WHERE id = ANY ($1)`,
      [placed],
    );
  }

  async leave(): Promise<void> {
    await this.service.sql('DELETE FROM user_oauth_accounts');
  }
}
