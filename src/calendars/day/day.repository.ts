import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EntryStatus } from '../../billing/time-entries/time-entry.entity';

/** An entry of the days in question. */
export interface DayEntry {
  id: string;
  startedAt: Date;
  endedAt: Date;
  minutes: number;
  status: EntryStatus;
  description: string;
  project: string | null;
  client: string | null;
}

/** A meeting of those days that is not converted. */
export interface DayMeeting {
  id: string;
  startsAt: Date;
  endsAt: Date;
  summary: string | null;
  calendar: string;
}

/** Entries of one status, together. */
export interface StatusTotal {
  status: EntryStatus;
  count: number;
  minutes: number;
}

/** Whose days, from which instant (inclusive) to which (exclusive). */
export type DayQuery = [userId: string, start: Date, end: Date];

const TOTALS = `
SELECT status, count(*)::int AS count, sum(duration_minutes)::int AS minutes FROM time_entries
WHERE user_id = $1 AND started_at >= $2 AND started_at < $3
GROUP BY status`;

const ENTRIES = `
SELECT entry.id, entry.started_at AS "startedAt", entry.ended_at AS "endedAt", entry.duration_minutes AS minutes,
  entry.status, entry.description, project.name AS project, client.name AS client
FROM time_entries entry
LEFT JOIN projects project ON project.id = entry.project_id
LEFT JOIN clients client ON client.id = entry.client_id
WHERE entry.user_id = $1 AND entry.started_at >= $2 AND entry.started_at < $3
ORDER BY entry.started_at, entry.id LIMIT $4`;

const MEETINGS = `
SELECT event.id, event.starts_at AS "startsAt", event.ends_at AS "endsAt", event.summary, calendar.calendar_name AS calendar,
  count(*) OVER ()::int AS total
FROM synced_calendar_events event JOIN calendar_integrations calendar ON calendar.id = event.calendar_id
WHERE calendar.user_id = $1 AND event.starts_at >= $2 AND event.starts_at < $3
  AND event.time_entry_id IS NULL AND event.removed_at IS NULL
ORDER BY event.starts_at, event.id LIMIT $4`;

/** Reads a person's entries and open meetings by the instant at which they began. */
@Injectable()
export class DayRepository {
  constructor(private readonly database: DataSource) {}

  /** Numbers and minutes of the day’s entries, by status. */
  async totals(query: DayQuery): Promise<StatusTotal[]> {
    return this.database.query<StatusTotal[]>(TOTALS, query);
  }

  /** The first `limit` entries. */
  async entries(query: DayQuery, limit: number): Promise<DayEntry[]> {
    return this.database.query<DayEntry[]>(ENTRIES, [...query, limit]);
  }

  /** The first `limit` meetings that are not converted, and how many there are. */
  async meetings(query: DayQuery, limit: number): Promise<{ total: number; meetings: DayMeeting[] }> {
    const rows = await this.database.query<(DayMeeting & { total: number })[]>(MEETINGS, [...query, limit]);
    return { total: rows[0]?.total ?? 0, meetings: rows.map(({ total: _, ...meeting }) => meeting) };
  }
}
