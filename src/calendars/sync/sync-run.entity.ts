import { Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns';
import { CalendarIntegration } from '../calendar-integration.entity';
import type { SyncCounts, SyncMode } from './sync-result';

/** How far a run is. */
export const RUN_STATUSES = ['queued', 'running', 'success', 'failed'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** Who or what asked for a run. */
export const SYNC_TRIGGERS = ['manual', 'scheduled', 'push', 'admin'] as const;
export type SyncTrigger = (typeof SYNC_TRIGGERS)[number];

/** The error of a run that was cut off, as SQL. */
export const INTERRUPTED = `'{"code": "interrupted", "detail": "The process that ran it has ended."}'::jsonb`;

/**
 * One request to bring a calendar up to date, from its place in the line to its end. It is the history that a person
 * reads, evidence of the calendar's status, and the truth behind a job of the queue, whose id it shares.
 */
@Entity('sync_runs')
@Index(['calendarId', 'requestedAt', 'id'])
@Index('uq_sync_runs_queued', ['calendarId'], { unique: true, where: `status = 'queued'` })
@Index('ix_sync_runs_waiting', ['provider', 'priority', 'requestedAt'], {
  where: `status = 'queued' AND dispatched_at IS NULL`,
})
@Index('ix_sync_runs_in_flight', ['calendarId'], {
  where: `status IN ('queued', 'running') AND dispatched_at IS NOT NULL`,
})
@Index('ix_sync_runs_running', ['calendarId'], { where: `status = 'running'` })
@Index(['finishedAt'])
@Check('ck_sync_runs_status', `status IN ('queued', 'running', 'success', 'failed')`)
@Check('ck_sync_runs_trigger', `trigger IN ('manual', 'scheduled', 'push', 'admin')`)
@Check(
  'ck_sync_runs_started',
  `status IN ('queued', 'failed') OR (started_at IS NOT NULL AND fence IS NOT NULL)`,
)
export class SyncRun {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ManyToOne(() => CalendarIntegration, { onDelete: 'CASCADE', nullable: false })
  calendar?: CalendarIntegration;
  @Column('uuid') calendarId!: string;
  /** The calendar's, for the index of what waits: each provider has a line of its own. */
  @Column('text', { nullable: true }) provider!: string | null;
  @Column('text') trigger!: SyncTrigger;
  @Column('text') status!: RunStatus;
  /** The calendar's fence that this run holds; null before its first start. */
  @Column('integer', { nullable: true }) fence!: number | null;
  @Column('text', { nullable: true }) mode!: SyncMode | null;
  /** What it did, so far while it runs. */
  @Column('jsonb', { nullable: true }) counts!: SyncCounts | null;
  @InstantColumn({ default: () => 'now()' }) requestedAt!: Date;
  /** Of two that wait, the one with the lower number goes first. */
  @Column('smallint', { default: 1 }) priority!: number;
  /** While it waits: not before this instant. */
  @InstantColumn({ default: () => 'now()' }) runAfter!: Date;
  /** When the queue was told of it; null while it waits for its turn. */
  @InstantColumn({ nullable: true }) dispatchedAt!: Date | null;
  /** How often it was started. */
  @Column('smallint', { default: 0 }) attempts!: number;
  @InstantColumn({ nullable: true }) startedAt!: Date | null;
  @InstantColumn({ nullable: true }) finishedAt!: Date | null;
  /** Stable code and words of the failure. */
  @Column('jsonb', { nullable: true }) error!: { code: string; detail: string } | null;
}
