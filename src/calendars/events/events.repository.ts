import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Page } from '../../common/pagination';
import { readPage } from '../../database/keyset';
import { SyncedCalendarEvent } from '../synced-calendar-event.entity';
import type { EventsQuery, EventState } from './event.dto';

/** An event that its provider took away is shown only where an entry keeps it. */
const OF_STATE: Record<EventState, string> = {
  unconverted: 'event.timeEntryId IS NULL AND event.removedAt IS NULL',
  converted: 'event.timeEntryId IS NOT NULL',
  all: '(event.timeEntryId IS NOT NULL OR event.removedAt IS NULL)',
};

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
}
