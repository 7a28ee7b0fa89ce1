import { ApiProperty } from '@nestjs/swagger';
import { OneOf, Text, Uuid, WholeNumber } from '../../../common/wire/fields';
import { SyncError } from '../sync.wire';
import type { BatchFilter, BatchProgress } from './sync-batch.repository';

const COUNT = { min: 0, max: 1_000_000_000, example: 12 };

/** Which calendars are to be synced: those that fit all that is given. */
export class BatchSyncRequest {
  @Text({ max: 31, optional: true, example: 'google' }) provider?: string;
  @Uuid({ optional: true }) user_id?: string;
  @Uuid({ optional: true }) calendar_id?: string;
}

/** A batch was made, and how many calendars are in it. */
export class BatchQueued {
  @OneOf(['queued']) status!: 'queued';
  @Uuid() batch_id!: string;
  @WholeNumber({ ...COUNT, description: 'Calendars that will be synced' }) queued!: number;
}

/** A calendar of a batch that could not be synced, and why. */
export class BatchFailure extends SyncError {
  @Uuid() calendar_id!: string;
}

/** How far a batch is. */
export class BatchStatus {
  @Uuid() batch_id!: string;
  @WholeNumber(COUNT) total!: number;
  @WholeNumber(COUNT) queued!: number;
  @WholeNumber(COUNT) running!: number;
  @WholeNumber(COUNT) succeeded!: number;
  @WholeNumber(COUNT) failed!: number;
  @ApiProperty({ type: [BatchFailure], description: 'The first hundred' }) failures!: BatchFailure[];
}

/** Which calendars a request means. */
export function toBatchFilter({ provider, user_id, calendar_id }: BatchSyncRequest): BatchFilter {
  return { provider, userId: user_id, calendarId: calendar_id };
}

/** A batch for the wire. */
export function toBatchStatus(
  batchId: string,
  { counts: { queued, running, success, failed }, failures }: BatchProgress,
): BatchStatus {
  const total = queued + running + success + failed;
  return { batch_id: batchId, total, queued, running, succeeded: success, failed, failures };
}
