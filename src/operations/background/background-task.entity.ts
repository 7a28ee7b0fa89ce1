import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns';

/** When a background task is due, and how it went last. */
@Entity('background_tasks')
export class BackgroundTaskRow {
  @PrimaryColumn('text') name!: string;
  /** The cron expression behind `nextRunAt`, which is set anew when it changes. */
  @Column('text') schedule!: string;
  @InstantColumn() nextRunAt!: Date;
  @InstantColumn({ nullable: true }) lastStartedAt!: Date | null;
  @InstantColumn({ nullable: true }) lastFinishedAt!: Date | null;
  /** The figures of its last good run, as they were logged. */
  @Column('jsonb', { nullable: true }) lastResult!: Record<string, number> | null;
  @Column('text', { nullable: true }) lastError!: string | null;
}
