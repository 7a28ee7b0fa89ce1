import { Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns';
import { CalendarIntegration } from '../calendar-integration.entity';
import type { SyncCounts, SyncMode } from './sync-result';

export type SyncRunStatus = 'queued' | 'running' | 'success' | 'failed';
export type SyncTrigger = 'manual' | 'scheduled' | 'push' | 'admin';

/** One attempt to bring a calendar up to date: the history that a person reads, and evidence of its status. */
@Entity('sync_runs')
@Index(['calendarId', 'startedAt', 'id'])
@Check('ck_sync_runs_status', `status IN ('queued', 'running', 'success', 'failed')`)
@Check('ck_sync_runs_trigger', `trigger IN ('manual', 'scheduled', 'push', 'admin')`)
export class SyncRun {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ManyToOne(() => CalendarIntegration, { onDelete: 'CASCADE', nullable: false })
  calendar?: CalendarIntegration;
  @Column('uuid') calendarId!: string;
  @Column('text') trigger!: SyncTrigger;
  @Column('text') status!: SyncRunStatus;
  /** The calendar's fence that this run holds. */
  @Column('integer') fence!: number;
  @Column('text', { nullable: true }) mode!: SyncMode | null;
  @Column('jsonb', { nullable: true }) counts!: SyncCounts | null;
  @InstantColumn() startedAt!: Date;
  @InstantColumn({ nullable: true }) finishedAt!: Date | null;
  /** Stable code and words of the failure. */
  @Column('jsonb', { nullable: true }) error!: { code: string; detail: string } | null;
}
