import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const WAKEABLE = `
  calendar.sync_enabled AND calendar.is_active AND calendar.failure_count = 0
  AND account.status = 'active' AND (account.throttled_until IS NULL OR account.throttled_until <= now())`;

// A locked calendar is being synced or changed at this moment: waiting for it could end in a deadlock.
const PULL_FORWARD = `
WITH chosen AS (
  SELECT calendar.id, turn.at
  FROM calendar_integrations calendar
  JOIN user_oauth_accounts account ON account.id = calendar.oauth_account_id
  CROSS JOIN LATERAL (
    SELECT $1::timestamptz + floor($2::float8 * (hashtextextended(calendar.id::text, 0) & 1048575) / 1048576)
      * interval '1 millisecond' AS at
  ) turn
  WHERE ${WAKEABLE} AND calendar.id > $3
    AND (calendar.last_sync_at IS NULL OR calendar.last_sync_at < $1)
    AND (calendar.next_sync_at IS NULL OR calendar.next_sync_at > turn.at)
  ORDER BY calendar.id LIMIT $4 FOR NO KEY UPDATE OF calendar SKIP LOCKED
), moved AS (
  UPDATE calendar_integrations calendar SET next_sync_at = chosen.at FROM chosen WHERE calendar.id = chosen.id
  RETURNING calendar.id
)
SELECT count(*)::int AS moved, (array_agg(id ORDER BY id DESC))[1] AS last FROM moved`;

const WAKE_FOR_REBASE = `
WITH chosen AS (
  SELECT calendar.id
  FROM calendar_integrations calendar
  JOIN user_oauth_accounts account ON account.id = calendar.oauth_account_id
  WHERE ${WAKEABLE} AND calendar.rebase_at <= $1 AND calendar.next_sync_at > $1
  ORDER BY calendar.id LIMIT $2 FOR NO KEY UPDATE OF calendar SKIP LOCKED
)
UPDATE calendar_integrations calendar SET next_sync_at = $1 FROM chosen WHERE calendar.id = chosen.id`;

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Makes calendars due sooner, except those that back off and those whose account cannot be used. */
@Injectable()
export class DueDateRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Makes all calendars that were not synced since `slot` due within `spreadMs` after it, each at a moment that a hash
   * of its id picks. Doing it again changes nothing.
   * @returns how many it moved
   */
  async pullForward(slot: Date, spreadMs: number, batch: number): Promise<number> {
    let total = 0;
    for (let after = BEFORE_ALL; ;) {
      const parameters = [slot, spreadMs, after, batch];
      const [row] = await this.database.query<[{ moved: number; last: string | null }]>(
        PULL_FORWARD,
        parameters,
      );
      total += row.moved;
      if (row.last === null || row.moved < batch) return total;
      after = row.last;
    }
  }

  /** Makes up to `limit` calendars due whose window has to slide. @returns how many there were */
  async wakeForRebase(now: Date, limit: number): Promise<number> {
    const [, woken] = await this.database.query<[unknown, number]>(WAKE_FOR_REBASE, [now, limit]);
    return woken;
  }
}
