import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Instant, OneOf, Text, Uuid, WholeNumber } from '../../common/wire/fields';
import { SKIP_REASONS, type SkipReason, SYNC_MODES, type SyncCounts, type SyncMode } from './sync-result';
import {
  RUN_STATUSES,
  type RunStatus,
  SYNC_TRIGGERS,
  type SyncRun,
  type SyncTrigger,
} from './sync-run.entity';
import type { FinishedRun } from './sync-runner';

const COUNT = { min: 0, max: 1_000_000_000, example: 3 };

class SyncFigures {
  @OneOf(SYNC_MODES, { nullable: true }) mode!: SyncMode | null;
  @WholeNumber({ ...COUNT, description: 'New events' }) synced_count!: number;
  @WholeNumber(COUNT) updated_count!: number;
  @WholeNumber(COUNT) removed_count!: number;
  @WholeNumber(COUNT) unchanged_count!: number;
  @WholeNumber({ ...COUNT, description: 'Events that a rule refuses; the sum of `skipped`' })
  skipped_count!: number;
  @ApiProperty({
    type: 'object',
    properties: Object.fromEntries(SKIP_REASONS.map((reason) => [reason, { type: 'integer', minimum: 0 }])),
    example: Object.fromEntries(SKIP_REASONS.map((reason) => [reason, 0])),
  })
  skipped!: Record<SkipReason, number>;
  @WholeNumber(COUNT) pages!: number;
  @WholeNumber({ ...COUNT, nullable: true }) duration_ms!: number | null;
}

/** What a sync found and did. */
@ApiSchema({ name: 'SyncResult' })
export class SyncResultAnswer extends SyncFigures {
  @OneOf(['success']) status!: 'success';
  @Instant() last_sync_at!: Date;
}

/** Whether to wait for the end. */
export class SyncQuery {
  @OneOf(['true', 'false'], { optional: true }) async?: 'true' | 'false';
}

/** The sync is a job, whose id this is. */
@ApiSchema({ name: 'QueuedSync' })
export class QueuedSyncAnswer {
  @OneOf(['queued']) status!: 'queued';
  @Uuid() job_id!: string;
}

/** Why a sync failed, for people. */
@ApiSchema({ name: 'SyncError' })
export class SyncErrorAnswer {
  @Text({ max: 100, example: 'provider_error' }) code!: string;
  @Text({ max: 500, example: 'The provider did not answer as expected.' }) detail!: string;
}

/** A sync of the history, however it ended. */
@ApiSchema({ name: 'SyncRun' })
export class SyncRunAnswer extends SyncFigures {
  @Uuid() id!: string;
  @OneOf(RUN_STATUSES) status!: RunStatus;
  @OneOf(SYNC_TRIGGERS) trigger!: SyncTrigger;
  @Instant({ nullable: true }) started_at!: Date | null;
  @Instant({ nullable: true }) finished_at!: Date | null;
  @Instant({ nullable: true }) last_sync_at!: Date | null;
  @ApiProperty({ type: SyncErrorAnswer, nullable: true }) error!: SyncErrorAnswer | null;
}

/** A page of the history, newest first. */
@ApiSchema({ name: 'SyncRunList' })
export class SyncRunListAnswer {
  @ApiProperty({ type: [SyncRunAnswer] }) sync_runs!: SyncRunAnswer[];
  @Text({ max: 500, nullable: true }) next_cursor!: string | null;
}

/** A run that has just succeeded, for the wire. */
export function toSyncResult({ mode, counts, startedAt, finishedAt }: FinishedRun): SyncResultAnswer {
  return { status: 'success', ...toFigures(mode, counts, startedAt, finishedAt), last_sync_at: finishedAt };
}

/** The same from the history. */
export function toResult({ mode, counts, startedAt, finishedAt }: SyncRun): SyncResultAnswer {
  return {
    status: 'success',
    ...toFigures(mode, counts, startedAt, finishedAt),
    last_sync_at: finishedAt!,
  };
}

/** A run of the history for the wire. A run that failed did not bring the calendar up to date. */
export function toSyncRun(run: SyncRun): SyncRunAnswer {
  const { id, status, trigger, mode, counts, startedAt, finishedAt, error } = run;
  return {
    id,
    status,
    trigger,
    ...toFigures(mode, counts, startedAt, finishedAt),
    last_sync_at: status === 'success' ? finishedAt : null,
    started_at: startedAt,
    finished_at: finishedAt,
    error,
  };
}

function toFigures(
  mode: SyncMode | null,
  counts: SyncCounts | null,
  startedAt: Date | null,
  finishedAt: Date | null,
): SyncFigures {
  const skipped = Object.fromEntries(SKIP_REASONS.map((reason) => [reason, counts?.skipped[reason] ?? 0]));
  return {
    mode,
    synced_count: counts?.created ?? 0,
    updated_count: counts?.updated ?? 0,
    removed_count: counts?.removed ?? 0,
    unchanged_count: counts?.unchanged ?? 0,
    skipped_count: Object.values(skipped).reduce((sum, count) => sum + count, 0),
    skipped: skipped as Record<SkipReason, number>,
    pages: counts?.pages ?? 0,
    duration_ms: startedAt && finishedAt && finishedAt.getTime() - startedAt.getTime(),
  };
}
