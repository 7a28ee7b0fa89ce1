import { Check, Column, Entity, Index, ManyToOne, OneToOne, PrimaryGeneratedColumn } from 'typeorm';
import { User } from '../../accounts/users/user.entity';
import { CreatedAt, InstantColumn, UpdatedAt } from '../../database/columns';
import { Client } from '../clients/client.entity';
import { Project } from '../projects/project.entity';
import { Provenance } from './provenance';

export const ENTRY_SOURCES = ['manual', 'calendar', 'slack'] as const;
export type EntrySource = (typeof ENTRY_SOURCES)[number];

export const ENTRY_STATUSES = ['pending', 'approved', 'rejected', 'billed'] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

/** The stored meeting that an entry belongs to: all that billing knows of calendars. */
export interface LinkedMeeting {
  id: string;
  calendarId: string;
  startsAt: Date;
  endsAt: Date;
  summary: string | null;
}

/** Work that somebody did and that may be billed once it is approved. */
@Entity('time_entries')
@Index(['userId', 'startedAt', 'id'])
@Index(['startedAt', 'id'])
@Index('ix_time_entries_to_invoice', ['clientId', 'startedAt'], {
  where: `status = 'approved' AND invoice_id IS NULL`,
})
@Index(
  'uq_time_entries_provenance',
  ['userId', 'provenance.issuer', 'provenance.subject', 'provenance.calendarId', 'provenance.eventId'],
  { unique: true, where: 'provenance_event_id IS NOT NULL' },
)
@Check('ck_time_entries_source', `source IN ('manual', 'calendar', 'slack')`)
@Check('ck_time_entries_status', `status IN ('pending', 'approved', 'rejected', 'billed')`)
@Check('ck_time_entries_span', 'ended_at > started_at')
@Check('ck_time_entries_rate', '(hourly_rate IS NULL) = (currency IS NULL) AND hourly_rate >= 0')
@Check('ck_time_entries_change', `provenance_change IN ('updated', 'removed')`)
@Check('ck_time_entries_billable', 'billable_minutes >= 0')
@Check(
  'ck_time_entries_invoice',
  `CASE status WHEN 'billed' THEN invoice_id IS NOT NULL WHEN 'approved' THEN true ELSE invoice_id IS NULL END`,
)
@Check('ck_time_entries_provenance', `(source = 'calendar') = (provenance_event_id IS NOT NULL)`)
export class TimeEntry {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false }) user?: User;
  @Column('uuid') userId!: string;
  @ManyToOne(() => Project, { onDelete: 'RESTRICT' }) project?: Project | null;
  @Index() @Column('uuid', { nullable: true }) projectId!: string | null;
  @ManyToOne(() => Client, { onDelete: 'RESTRICT' }) client?: Client | null;
  @Index() @Column('uuid', { nullable: true }) clientId!: string | null;
  @Column('text') source!: EntrySource;
  @Column('text', { default: 'pending' }) status!: EntryStatus;
  @InstantColumn() startedAt!: Date;
  @InstantColumn() endedAt!: Date;
  /** The span in whole minutes, rounded, at least one: the work as it was done. */
  @Column('integer') durationMinutes!: number;
  @Column('text', { default: '' }) description!: string;
  /** What is billed of it, frozen when the entry is approved; null before that. */
  @Column('integer', { nullable: true }) billableMinutes!: number | null;
  /** The rate when the entry was approved: a later change of project or client does not reach it. */
  @Column('integer', { nullable: true }) hourlyRate!: number | null;
  @Column('text', { nullable: true }) currency!: string | null;
  /** The draft or finalized invoice that it is on: never more than one. The other side is named, not imported. */
  @ManyToOne('Invoice', { onDelete: 'RESTRICT' }) invoice?: { number: number | null } | null;
  @Index() @Column('uuid', { nullable: true }) invoiceId!: string | null;
  /** Why it was rejected. */
  @Column('text', { nullable: true }) rejectionReason!: string | null;
  /** When a person last changed what the meeting had given (time or description), or kept it in spite of the meeting: it no
   * longer follows the meeting then. */
  @InstantColumn({ nullable: true }) editedAt!: Date | null;
  @Column(() => Provenance) provenance!: Provenance;
  /** The other side lives to our right, so it is named, not imported. */
  @OneToOne('SyncedCalendarEvent', 'timeEntry') meeting?: LinkedMeeting | null;
  /** Counts the changes; the database does so, whoever makes them. */
  @Column({ type: 'integer', default: 1, update: false }) version!: number;
  @CreatedAt() createdAt!: Date;
  @UpdatedAt() updatedAt!: Date;
}
