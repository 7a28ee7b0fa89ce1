import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Page } from '../../common/pagination';
import { readPage } from '../../database/keyset';
import { SyncedCalendarEvent } from '../synced-calendar-event.entity';
import type { EventsQuery, EventState } from './event.wire';

/** An event that is gone at its provider is shown only while an entry keeps it. */
const OF_STATE: Record<EventState, string> = {
  unconverted: 'event.timeEntryId IS NULL AND event.removedAt IS NULL',
  converted: 'event.timeEntryId IS NOT NULL',
  all: '(event.timeEntryId IS NOT NULL OR event.removedAt IS NULL)',
};

/** Stored events with an entry, among the ids of events or series. */
const CONVERTED = `
SELECT provider_event_id AS id FROM synced_calendar_events
WHERE calendar_id = $1 AND time_entry_id IS NOT NULL AND removed_at IS NULL AND provider_event_id = ANY ($2)
UNION
SELECT provider_event_id FROM synced_calendar_events
WHERE calendar_id = $1 AND time_entry_id IS NOT NULL AND removed_at IS NULL AND series_id = ANY ($2)`;

/** Reads stored events. */
@Injectable()
export class EventsRepository {
  constructor(private readonly database: DataSource) {}

  /** A page of a calendar's events in the order of their start. The caller has checked whose calendar it is. */
  async list(
    calendarId: string,
    { from, to, state = 'all', q, ...page }: EventsQuery,
  ): Promise<Page<SyncedCalendarEvent>> {
    const query = this.database
      .createQueryBuilder(SyncedCalendarEvent, 'event')
      .leftJoinAndSelect('event.timeEntry', 'entry')
      .where('event.calendarId = :calendarId', { calendarId })
      .andWhere(OF_STATE[state]);
    if (from) query.andWhere('event.endsAt > :from', { from });
    if (to) query.andWhere('event.startsAt < :to', { to });
    if (q) {
      const words = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
      query.andWhere('(event.summary ILIKE :words OR event.description ILIKE :words)', { words });
    }
    return readPage(query, page, 'startsAt');
  }

  /** The provider's ids of converted events among these ids of events or series. */
  async convertedAmong(calendarId: string, ids: string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(CONVERTED, [calendarId, ids]);
    return rows.map(({ id }) => id);
  }
}
