import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns';

/** When a task that comes back by the clock is due, and how it went last. */
@Entity('background_tasks')
export class BackgroundTaskRow {
  @PrimaryColumn('text') name!: string;
  /** The cron expression that `nextRunAt` was made from: another one makes it anew. */
  @Column('text') schedule!: string;
  @InstantColumn() nextRunAt!: Date;
  @InstantColumn({ nullable: true }) lastStartedAt!: Date | null;
  @InstantColumn({ nullable: true }) lastFinishedAt!: Date | null;
  /** What it counted, as it logs it. */
  @Column('jsonb', { nullable: true }) lastResult!: Record<string, number> | null;
  @Column('text', { nullable: true }) lastError!: string | null;
}
