import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { NotificationType } from '../notification';
import { NotificationPreferences } from '../preferences.entity';

/** What changes; the rest stays as it is. */
export interface PreferencesChange {
  switchOn?: NotificationType[];
  switchOff?: NotificationType[];
  /** HH:MM, local to the person; null is the deployment's. */
  dailySummaryTime?: string | null;
}

const ENSURE = `
INSERT INTO notification_preferences (user_id, summary_since) VALUES ($1, $2) ON CONFLICT (user_id) DO NOTHING`;

// Switching the summary on, or moving it, asks for it anew: none is sent for an earlier moment.
const CHANGE = `
UPDATE notification_preferences SET
  switched_off = ARRAY(SELECT unnest(switched_off || $2::text[]) EXCEPT SELECT unnest($3::text[]) ORDER BY 1),
  daily_summary_time = CASE WHEN $4 THEN $5::text ELSE daily_summary_time END,
  summary_since = CASE
    WHEN 'daily_summary' = ANY (switched_off) AND 'daily_summary' = ANY ($3)
      OR $4 AND daily_summary_time IS DISTINCT FROM $5 THEN $6 ELSE summary_since END,
  updated_at = now()
WHERE user_id = $1`;

/** What people want to be told. */
@Injectable()
export class PreferencesRepository {
  constructor(private readonly database: DataSource) {}

  /** Null for a person whom no channel has ever reached. */
  async find(userId: string): Promise<NotificationPreferences | null> {
    return this.database.manager.findOneBy(NotificationPreferences, { userId });
  }

  /**
   * Adds the row unless it exists: the person wants everything from `now` on.
   * @param manager of a transaction to take part in
   */
  async ensure(userId: string, now: Date, manager: EntityManager = this.database.manager): Promise<void> {
    await manager.query(ENSURE, [userId, now]);
  }

  /** Changes the row, if it is there. */
  async change(userId: string, change: PreferencesChange, now: Date): Promise<void> {
    const { switchOn = [], switchOff = [], dailySummaryTime } = change;
    const time = dailySummaryTime ?? null;
    await this.database.query(CHANGE, [
      userId,
      switchOff,
      switchOn,
      dailySummaryTime !== undefined,
      time,
      now,
    ]);
  }
}
