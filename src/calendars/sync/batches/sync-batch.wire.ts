import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { OneOf, Text, Uuid, WholeNumber } from '../../../common/wire/fields';
import { SyncErrorAnswer } from '../sync.wire';
import type { BatchFilter, BatchProgress } from './sync-batch.repository';

const COUNT = { min: 0, max: 1_000_000_000, example: 12 };

/** Which calendars are to be synced: those that fit all that is given. */
@ApiSchema({ name: 'NewSyncBatch' })
export class NewSyncBatchBody {
  @Text({ max: 31, optional: true, example: 'google' }) provider?: string;
  @Uuid({ optional: true }) user_id?: string;
  @Uuid({ optional: true }) calendar_id?: string;
}

/** A batch was made, and how many calendars are in it. */
@ApiSchema({ name: 'QueuedSyncBatch' })
export class QueuedSyncBatchAnswer {
  @OneOf(['queued']) status!: 'queued';
  @Uuid() batch_id!: string;
  @WholeNumber({ ...COUNT, description: 'Calendars that will be synced' }) queued!: number;
}

/** A calendar of a batch that could not be synced, and why. */
@ApiSchema({ name: 'SyncBatchFailure' })
export class SyncBatchFailureAnswer extends SyncErrorAnswer {
  @Uuid() calendar_id!: string;
}

/** How far a batch is. */
@ApiSchema({ name: 'SyncBatch' })
export class SyncBatchAnswer {
  @Uuid() batch_id!: string;
  @WholeNumber(COUNT) total!: number;
  @WholeNumber(COUNT) queued!: number;
  @WholeNumber(COUNT) running!: number;
  @WholeNumber(COUNT) succeeded!: number;
  @WholeNumber(COUNT) failed!: number;
  @ApiProperty({ type: [SyncBatchFailureAnswer], description: 'The first hundred' })
  failures!: SyncBatchFailureAnswer[];
}

/** Which calendars a request means. */
export function toBatchFilter({ provider, user_id, calendar_id }: NewSyncBatchBody): BatchFilter {
  return { provider, userId: user_id, calendarId: calendar_id };
}

/** A batch for the wire. */
export function toSyncBatch(
  batchId: string,
  { counts: { queued, running, success, failed }, failures }: BatchProgress,
): SyncBatchAnswer {
  const total = queued + running + success + failed;
  return { batch_id: batchId, total, queued, running, succeeded: success, failed, failures };
}
