import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ZoneNamesRepository } from '../../database/zone-names.repository';
import type { NotificationFacts } from '../../notifications/notification';

/** A summary that is later than this is left out. */
const LATEST = '6 hours';

/** A person's day whose summary is due. */
export interface DueSummary {
  userId: string;
  facts: NotificationFacts['daily_summary'];
}

/**
 * Summaries whose time has come: today's, or yesterday's where the time is shortly before midnight. Each is computed
 * in the person's own zone, or in UTC if the database does not know that. $1 is now, $2 the time of those who have
 * none, $4 the zones that it knows.
 */
const DUE = `
WITH zone AS (
  SELECT lower(name) AS key, min(name) AS name FROM unnest($4::text[]) name GROUP BY 1
), person AS (
  SELECT wish.user_id, wish.summary_since, coalesce(wish.daily_summary_time, $2)::time AS at,
    coalesce(zone.name, 'UTC') AS timezone, ($1::timestamptz AT TIME ZONE coalesce(zone.name, 'UTC'))::date AS today
  FROM notification_preferences wish JOIN users ON users.id = wish.user_id
  LEFT JOIN zone ON zone.key = lower(users.timezone)
  WHERE 'daily_summary' <> ALL (wish.switched_off)
), due AS (
  SELECT person.user_id, person.timezone, day, day::timestamp AT TIME ZONE person.timezone AS begins,
    (day + 1)::timestamp AT TIME ZONE person.timezone AS ends
  FROM person CROSS JOIN LATERAL (VALUES (person.today), (person.today - 1)) AS candidate (day)
  CROSS JOIN LATERAL (SELECT (day + person.at) AT TIME ZONE person.timezone AS moment) AS own
  WHERE moment <= $1 AND moment > $1::timestamptz - interval '${LATEST}' AND moment > person.summary_since
    AND NOT EXISTS (SELECT FROM notifications told
      WHERE told.user_id = person.user_id AND told.type = 'daily_summary' AND told.subject = day::text)
  ORDER BY person.user_id, day LIMIT $3
)
SELECT due.user_id AS "userId", jsonb_build_object('date', due.day::text, 'timezone', due.timezone,
  'entries', done.entries, 'minutes', done.minutes, 'unconverted', open.meetings) AS facts
FROM due
CROSS JOIN LATERAL (
  SELECT count(*) AS entries, coalesce(sum(entry.duration_minutes), 0) AS minutes FROM time_entries entry
  WHERE entry.user_id = due.user_id AND entry.started_at >= due.begins AND entry.started_at < due.ends
    AND entry.status <> 'rejected'
) AS done
CROSS JOIN LATERAL (
  SELECT count(*) AS meetings
  FROM calendar_integrations calendar JOIN synced_calendar_events event ON event.calendar_id = calendar.id
  WHERE calendar.user_id = due.user_id AND event.starts_at >= due.begins AND event.starts_at < due.ends
    AND event.time_entry_id IS NULL AND event.removed_at IS NULL
) AS open`;

/** Finds out whose day is to be summed up. */
@Injectable()
export class DueSummaryRepository {
  constructor(private readonly zones: ZoneNamesRepository) {}

  /**
   * Up to `limit` days that nobody has been told of.
   * @param defaultTime HH:MM, local to each, for those who did not choose one
   */
  async due(manager: EntityManager, now: Date, defaultTime: string, limit: number): Promise<DueSummary[]> {
    const zones = await this.zones.byLowerCase();
    return manager.query<DueSummary[]>(DUE, [now, defaultTime, limit, [...zones.values()]]);
  }
}
