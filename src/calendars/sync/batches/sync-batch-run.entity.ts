import { Entity, Index, ManyToOne, PrimaryColumn } from 'typeorm';
import { SyncRun } from '../sync-run.entity';
import { SyncBatch } from './sync-batch.entity';

/** A run of a batch. One that waited already belongs to every batch that asks for its calendar. */
@Entity('sync_batch_runs')
export class SyncBatchRun {
  @PrimaryColumn('uuid') batchId!: string;
  @ManyToOne(() => SyncBatch, { onDelete: 'CASCADE', nullable: false }) batch?: SyncBatch;
  @Index() @PrimaryColumn('uuid') runId!: string;
  @ManyToOne(() => SyncRun, { onDelete: 'CASCADE', nullable: false }) run?: SyncRun;
}
