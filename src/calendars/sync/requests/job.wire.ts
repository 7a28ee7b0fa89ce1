import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Instant, OneOf, Uuid, WholeNumber } from '../../../common/wire/fields';
import type { SyncRun } from '../sync-run.entity';
import { SyncErrorAnswer, SyncResultAnswer, toResult } from '../sync.wire';

const JOB_STATUSES = ['queued', 'running', 'succeeded', 'failed'] as const;
type JobStatus = (typeof JOB_STATUSES)[number];

const COUNT = { min: 0, max: 1_000_000_000, example: 250 };

/** How far a job is, while nobody knows how much there is. */
@ApiSchema({ name: 'JobProgress' })
export class JobProgressAnswer {
  @WholeNumber({ ...COUNT, example: 2, description: 'Pages of the provider that are stored' }) pages!: number;
  @WholeNumber({ ...COUNT, description: 'Events that were looked at' }) events!: number;
}

/** A sync that somebody asked for without waiting. */
@ApiSchema({ name: 'Job' })
export class JobAnswer {
  @Uuid() id!: string;
  @OneOf(['calendar_sync']) type!: 'calendar_sync';
  @OneOf(JOB_STATUSES) status!: JobStatus;
  @ApiProperty({ type: JobProgressAnswer }) progress!: JobProgressAnswer;
  @ApiProperty({ type: SyncResultAnswer, nullable: true }) result!: SyncResultAnswer | null;
  @ApiProperty({
    type: SyncErrorAnswer,
    nullable: true,
    description: 'Of the last attempt, while it waits for another',
  })
  error!: SyncErrorAnswer | null;
  @Instant() created_at!: Date;
  @Instant({ nullable: true }) finished_at!: Date | null;
}

/** A run for the wire, as the job that somebody asked for. */
export function toJob(run: SyncRun): JobAnswer {
  const { id, status, error, requestedAt, finishedAt } = run;
  return {
    id,
    type: 'calendar_sync',
    status: status === 'success' ? 'succeeded' : status,
    progress: progressOf(run),
    result: status === 'success' ? toResult(run) : null,
    error,
    created_at: requestedAt,
    finished_at: finishedAt,
  };
}

function progressOf({ counts }: SyncRun): JobProgressAnswer {
  if (!counts) return { pages: 0, events: 0 };
  const { pages, created, updated, unchanged, removed, skipped } = counts;
  const refused = Object.values(skipped).reduce((sum, count) => sum + count, 0);
  return { pages, events: created + updated + unchanged + removed + refused };
}
