import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  OneToOne,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm';
import { TimeEntry } from '../billing/time-entries/time-entry.entity';
import { CreatedAt, InstantColumn, UpdatedAt } from '../database/columns';
import { CalendarIntegration } from './calendar-integration.entity';
import type { Attendee, EventStatus, Partstat, Transparency, Visibility } from './provider/calendar-event';

/** A meeting as its provider described it last, in the words of iCalendar (RFC 5545). */
@Entity('synced_calendar_events')
@Unique('uq_synced_calendar_events_remote', ['calendarId', 'providerEventId'])
@Index(['calendarId', 'startsAt', 'id'])
@Index('ix_synced_calendar_events_series', ['calendarId', 'seriesId'], { where: 'series_id IS NOT NULL' })
@Check('ck_synced_calendar_events_span', 'ends_at > starts_at')
export class SyncedCalendarEvent {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ManyToOne(() => CalendarIntegration, { onDelete: 'CASCADE', nullable: false })
  calendar?: CalendarIntegration;
  @Column('uuid') calendarId!: string;
  @Column('text') providerEventId!: string;
  /** iCalendar UID: shared by a series, so it identifies no row. */
  @Column('text', { nullable: true }) uid!: string | null;
  /** The start that an occurrence had when its series was made: its identity within the series. */
  @InstantColumn({ nullable: true }) recurrenceId!: Date | null;
  /** The provider's id of the series that an occurrence belongs to. */
  @Column('text', { nullable: true }) seriesId!: string | null;
  @Column('text') status!: EventStatus;
  @Column('text', { nullable: true }) summary!: string | null;
  @Column('text', { nullable: true }) description!: string | null;
  @Column('text', { nullable: true }) location!: string | null;
  @InstantColumn() startsAt!: Date;
  @InstantColumn() endsAt!: Date;
  @Column('text', { nullable: true }) timeZone!: string | null;
  @Column('text') transparency!: Transparency;
  @Column('text') visibility!: Visibility;
  @Column('text', { nullable: true }) partstat!: Partstat | null;
  @Column('text', { nullable: true }) organizer!: string | null;
  @Column('jsonb', { default: [] }) attendees!: Attendee[];
  @Column('jsonb', { default: [] }) categories!: string[];
  @Column('text', { nullable: true }) htmlLink!: string | null;

  /** The entry that it was converted into: its presence is what "converted" means. */
  @OneToOne(() => TimeEntry, 'meeting', { onDelete: 'SET NULL' })
  @JoinColumn()
  timeEntry?: TimeEntry | null;
  @Column('uuid', { nullable: true }) timeEntryId!: string | null;
  /**
   * When the provider stopped having it, or a filter began to refuse it. The row is kept only because an entry points
   * at it.
   */
  @InstantColumn({ nullable: true }) removedAt!: Date | null;
  /** The full pull that last saw it. */
  @Column('integer') generation!: number;
  @CreatedAt() createdAt!: Date;
  @UpdatedAt() updatedAt!: Date;
}
