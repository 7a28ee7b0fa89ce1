import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Flag, Instant, OneOf, Text, Uuid, WholeNumber } from '../common/wire/fields';
import type { CalendarChange, CountedCalendar } from './calendar.repository';
import { statusOf, SYNC_STATUSES, type SyncStatus } from './calendar-status';

const DEFAULT = { optional: true, nullable: true } as const;

/** Settings to change; what is absent stays, null takes a default project or client away. */
@ApiSchema({ name: 'CalendarChange' })
export class CalendarChangeBody {
  @WholeNumber({ min: 0, max: 366, optional: true }) days_back?: number;
  @WholeNumber({ min: 1, max: 366, optional: true }) days_forward?: number;
  @WholeNumber({ min: 5, max: 1440, optional: true }) sync_interval_minutes?: number;
  @Uuid({ ...DEFAULT, description: 'What events are converted for; brings its client along' })
  default_project_id?: string | null;
  @Uuid({ ...DEFAULT, description: 'Once it is archived, events are converted for nobody' })
  default_client_id?: string | null;
}

/** Whether a calendar is synchronised in the background from now on. */
@ApiSchema({ name: 'Enabling' })
export class EnablingBody {
  @Flag() sync_enabled!: boolean;
}

/** What was asked for, as it is now. */
@ApiSchema({ name: 'EnablingResult' })
export class EnablingAnswer {
  @OneOf(['success']) status!: 'success';
  @Uuid() calendar_id!: string;
  @Flag() sync_enabled!: boolean;
}

/** Something was done that leaves nothing to show. */
@ApiSchema({ name: 'RemovalResult' })
export class RemovalAnswer {
  @OneOf(['success']) status!: 'success';
  @Text({ max: 500, example: 'The calendar was removed. Its time entries stay.' }) message!: string;
}

/** A selected calendar: its settings, and how its synchronisation is doing. */
@ApiSchema({ name: 'Calendar' })
export class CalendarAnswer {
  @Uuid() id!: string;
  @Text({ max: 31, example: 'google' }) provider!: string;
  @Text({ max: 1024, example: 'robin@example.com' }) provider_calendar_id!: string;
  @Text({ max: 1024, example: 'Robin Berger' }) calendar_name!: string;
  @Text({ max: 64, nullable: true, example: 'Europe/Berlin' }) timezone!: string | null;
  @Text({ max: 16, nullable: true, example: '#9fe1e7' }) color!: string | null;
  @Uuid() oauth_account_id!: string;
  @Text({ max: 254, example: 'robin@example.com' }) account_email!: string;
  @Flag() is_active!: boolean;
  @Flag() sync_enabled!: boolean;
  @WholeNumber({ min: 5, max: 1440, example: 60 }) sync_interval_minutes!: number;
  @WholeNumber({ min: 0, max: 366, example: 7 }) days_back!: number;
  @WholeNumber({ min: 1, max: 366, example: 30 }) days_forward!: number;
  @Uuid({ nullable: true }) default_project_id!: string | null;
  @Uuid({ nullable: true }) default_client_id!: string | null;
  @Instant({ nullable: true }) last_sync_at!: Date | null;
  @Instant({ nullable: true }) next_sync_at!: Date | null;
  @OneOf(SYNC_STATUSES) sync_status!: SyncStatus;
  @Text({ max: 500, nullable: true }) status_detail!: string | null;
  @WholeNumber({ min: 0, max: 1_000_000, example: 61 }) event_count!: number;
  @Flag() push_enabled!: boolean;
}

/** A page of selected calendars. */
@ApiSchema({ name: 'CalendarList' })
export class CalendarListAnswer {
  @ApiProperty({ type: [CalendarAnswer] }) calendars!: CalendarAnswer[];
  @Text({ max: 500, nullable: true }) next_cursor!: string | null;
}

/** A selected calendar for the wire. */
export function toCalendar(calendar: CountedCalendar, now: Date): CalendarAnswer {
  const { status, detail } = statusOf(calendar, now);
  return {
    id: calendar.id,
    provider: calendar.provider,
    provider_calendar_id: calendar.providerCalendarId,
    calendar_name: calendar.calendarName,
    timezone: calendar.timezone,
    color: calendar.color,
    oauth_account_id: calendar.oauthAccountId,
    account_email: calendar.oauthAccount.email,
    is_active: calendar.isActive,
    sync_enabled: calendar.syncEnabled,
    sync_interval_minutes: calendar.syncIntervalMinutes,
    days_back: calendar.daysBack,
    days_forward: calendar.daysForward,
    default_project_id: calendar.defaultProjectId,
    default_client_id: calendar.defaultClientId,
    last_sync_at: calendar.lastSyncAt,
    next_sync_at: calendar.nextSyncAt,
    sync_status: status,
    status_detail: detail,
    event_count: calendar.eventCount,
    // No push channel is ever made yet: calendars stay fresh by polling.
    push_enabled: false,
  };
}

/** The settings that a patch names, and no others. */
export function toCalendarChange(patch: CalendarChangeBody): CalendarChange {
  return {
    ...(patch.days_back !== undefined && { daysBack: patch.days_back }),
    ...(patch.days_forward !== undefined && { daysForward: patch.days_forward }),
    ...(patch.sync_interval_minutes !== undefined && { syncIntervalMinutes: patch.sync_interval_minutes }),
    ...(patch.default_project_id !== undefined && { defaultProjectId: patch.default_project_id }),
    ...(patch.default_client_id !== undefined && { defaultClientId: patch.default_client_id }),
  };
}
