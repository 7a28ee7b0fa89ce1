import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Instant, Text, Uuid, WholeNumber } from '../../common/wire/fields';
import { QUEUE_STATES, type QueueDepth } from './queue-depths.queue';

const MANY = 2 ** 31 - 1;

/** How many, by a word. */
type Counts = Record<string, number>;

/** By provider, then by status; every status is there, also those of none. */
function ByProvider(example: Counts): PropertyDecorator {
  const counts = { type: 'object', additionalProperties: { type: 'integer', minimum: 0 } };
  return ApiProperty({ type: 'object', additionalProperties: counts, example: { google: example } });
}

/** The calendar that waits longest. */
@ApiSchema({ name: 'OverdueCalendar' })
export class OverdueCalendarAnswer {
  @Uuid() calendar_id!: string;
  @Text({ max: 31, example: 'google' }) provider!: string;
  @Instant() next_sync_at!: Date;
  @WholeNumber({ min: 0, max: MANY, example: 42 }) overdue_seconds!: number;
}

/** Syncs that wait and that are under way. */
@ApiSchema({ name: 'RunCounts' })
export class RunCountsAnswer {
  @WholeNumber({ min: 0, max: MANY, example: 12 }) queued!: number;
  @WholeNumber({ min: 0, max: MANY, example: 3 }) running!: number;
}

/** A background task: when it is due, and how it went last. */
@ApiSchema({ name: 'BackgroundTask' })
export class BackgroundTaskAnswer {
  @Text({ max: 100, example: 'sync-all-calendars' }) name!: string;
  @Text({ max: 100, description: 'Cron, in UTC', example: '0 * * * *' }) schedule!: string;
  @Instant() next_run_at!: Date;
  @Instant({ nullable: true }) last_started_at!: Date | null;
  @Instant({ nullable: true }) last_finished_at!: Date | null;
  @Text({ max: 1000, nullable: true, example: null }) last_error!: string | null;
}

/** How the whole service is doing. It names nobody. */
@ApiSchema({ name: 'Overview' })
export class OverviewAnswer {
  @ByProvider({ never: 0, ok: 61, running: 2, failing: 1, needs_reauth: 0, unavailable: 0 })
  calendars!: Record<string, Counts>;
  @ByProvider({ active: 40, needs_reauth: 0 }) accounts!: Record<string, Counts>;
  @ApiProperty({
    type: OverdueCalendarAnswer,
    nullable: true,
    description: 'The one that waits longest; null if none is due',
  })
  oldest_overdue!: OverdueCalendarAnswer | null;
  @ApiProperty({ type: RunCountsAnswer }) runs!: RunCountsAnswer;
  @ApiProperty({
    type: 'object',
    additionalProperties: {
      type: 'object',
      properties: Object.fromEntries(QUEUE_STATES.map((state) => [state, { type: 'integer', minimum: 0 }])),
    },
    nullable: true,
    description: 'Jobs in Redis by queue and state; null while Redis is away',
    example: { 'calendar-sync': { waiting: 0, active: 3, delayed: 0, failed: 0 } },
  })
  queues!: Record<string, QueueDepth> | null;
  @ApiProperty({ type: [BackgroundTaskAnswer] }) background_tasks!: BackgroundTaskAnswer[];
}
