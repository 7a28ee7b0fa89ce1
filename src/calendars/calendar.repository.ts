import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { Page, PageQuery } from '../common/pagination';
import { NotFound } from '../common/errors/problem';
import { readPage } from '../database/keyset';
import { CalendarIntegration } from './calendar-integration.entity';
import { SyncedCalendarEvent } from './synced-calendar-event.entity';

/** What a person may change about a selected calendar. */
export type CalendarChange = Partial<
  Pick<
    CalendarIntegration,
    | 'daysBack'
    | 'daysForward'
    | 'syncIntervalMinutes'
    | 'defaultProjectId'
    | 'defaultClientId'
    | 'syncEnabled'
    | 'nextSyncAt'
  >
>;

/** A selected calendar with its account and the number of its events. */
export type CountedCalendar = CalendarIntegration & { eventCount: number };

/** Selected calendars; every query is scoped to their owner. */
@Injectable()
export class CalendarRepository {
  constructor(private readonly database: DataSource) {}

  /** A page of the user's calendars, oldest first. */
  async list(userId: string, page: PageQuery): Promise<Page<CountedCalendar>> {
    const { rows, nextCursor } = await readPage(this.ofUser(userId), page, 'createdAt');
    return { rows: await this.withEventCounts(rows), nextCursor };
  }

  /** @throws NotFound */
  async get(userId: string, id: string): Promise<CountedCalendar> {
    const calendar = await this.ofUser(userId).andWhere('calendar.id = :id', { id }).getOne();
    if (!calendar) throw new NotFound('The calendar');
    const [counted] = await this.withEventCounts([calendar]);
    return counted!;
  }

  /** Checks that the calendar is this user's, and reads no more of it. @throws NotFound */
  async require(userId: string, id: string): Promise<void> {
    const isOwned = await this.database.manager.existsBy(CalendarIntegration, { id, userId });
    if (!isOwned) throw new NotFound('The calendar');
  }

  /**
   * Locks the calendar until the transaction of `manager` ends: nobody else changes it meanwhile.
   * @throws NotFound
   */
  async lock(manager: EntityManager, userId: string, id: string): Promise<CalendarIntegration> {
    const lock = { mode: 'for_no_key_update' } as const;
    const calendar = await manager.findOne(CalendarIntegration, { where: { id, userId }, lock });
    if (!calendar) throw new NotFound('The calendar');
    return calendar;
  }

  /** @throws NotFound */
  async change(
    userId: string,
    id: string,
    change: CalendarChange,
    manager: EntityManager = this.database.manager,
  ): Promise<void> {
    const { affected } = await manager.update(CalendarIntegration, { id, userId }, change);
    if (affected === 0) throw new NotFound('The calendar');
  }

  /** Its events go with it; time entries stay. @throws NotFound */
  async remove(userId: string, id: string): Promise<void> {
    const { affected } = await this.database.manager.delete(CalendarIntegration, { id, userId });
    if (affected === 0) throw new NotFound('The calendar');
  }

  /** The provider's ids of the calendars that the user has selected from an account. */
  async selectedOf(userId: string, oauthAccountId: string): Promise<Set<string>> {
    const rows = await this.database.manager.find(CalendarIntegration, {
      select: { id: true, providerCalendarId: true },
      where: { userId, oauthAccountId },
    });
    return new Set(rows.map(({ providerCalendarId }) => providerCalendarId));
  }

  private ofUser(userId: string): SelectQueryBuilder<CalendarIntegration> {
    return this.database
      .createQueryBuilder(CalendarIntegration, 'calendar')
      .innerJoinAndSelect('calendar.oauthAccount', 'account')
      .where('calendar.userId = :userId', { userId });
  }

  private async withEventCounts(calendars: CalendarIntegration[]): Promise<CountedCalendar[]> {
    const counts = await this.database
      .createQueryBuilder(SyncedCalendarEvent, 'event')
      .select(['event.calendarId AS "calendarId"', 'count(*)::int AS count'])
      .where('event.calendarId = ANY (:ids) AND event.removedAt IS NULL', {
        ids: calendars.map(({ id }) => id),
      })
      .groupBy('event.calendarId')
      .getRawMany<{ calendarId: string; count: number }>();
    const byCalendar = new Map(counts.map(({ calendarId, count }) => [calendarId, count]));
    return calendars.map((calendar) =>
      Object.assign(calendar, { eventCount: byCalendar.get(calendar.id) ?? 0 }),
    );
  }
}
