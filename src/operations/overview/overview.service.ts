import { Injectable } from '@nestjs/common';
import { SYNC_STATUSES } from '../../calendars/calendar-status';
import { ACCOUNT_STATUSES } from '../../calendars/connections/oauth-account.entity';
import { ProviderRegistry } from '../../calendars/provider/provider-registry';
import { Clock } from '../../common/clock';
import type { BackgroundTaskRow } from '../background/background-task.entity';
import { type Backlog, BacklogRepository } from './backlog.repository';
import { type Count, OverviewRepository } from './overview.repository';
import type { OverviewAnswer, OverdueCalendarAnswer, BackgroundTaskAnswer } from './overview.wire';
import { QueueDepths } from './queue-depths.queue';

/** Puts together how the whole service is doing. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly providers: ProviderRegistry,
    private readonly backlog: BacklogRepository,
    private readonly figures: OverviewRepository,
    private readonly queues: QueueDepths,
    private readonly clock: Clock,
  ) {}

  /** How the house is doing now; without Redis the queues are null. */
  async overview(): Promise<OverviewAnswer> {
    const now = this.clock.now();
    const [backlog, counts, queues, tasks] = await Promise.all([
      this.backlog.read(now),
      this.figures.counts(now),
      this.queues.read(),
      this.figures.tasks(),
    ]);
    const slugs = this.providers.slugs();
    return {
      calendars: table(
        slugs,
        SYNC_STATUSES,
        counts.filter(({ of }) => of === 'calendars'),
      ),
      accounts: table(
        slugs,
        ACCOUNT_STATUSES,
        counts.filter(({ of }) => of === 'accounts'),
      ),
      oldest_overdue: oldestOf(backlog, now),
      runs: {
        queued: sum(backlog.map(({ queued }) => queued)),
        running: sum(backlog.map(({ running }) => running)),
      },
      queues,
      background_tasks: tasks.map(toBackgroundTask),
    };
  }
}

/** Rows for providers of this process, and for those that only have left rows behind. */
function table(
  slugs: string[],
  statuses: readonly string[],
  counts: Count[],
): Record<string, Record<string, number>> {
  const zeros = Object.fromEntries(statuses.map((status) => [status, 0]));
  const rows = new Map(slugs.map((slug) => [slug, { ...zeros }]));
  for (const { provider, status, count } of counts) {
    rows.set(provider, { ...(rows.get(provider) ?? zeros), [status]: count });
  }
  return Object.fromEntries(rows);
}

function oldestOf(backlog: Backlog[], now: Date): OverdueCalendarAnswer | null {
  const overdue = backlog.flatMap(({ provider, oldest }) =>
    oldest
      ? [
          {
            calendar_id: oldest.calendarId,
            provider,
            next_sync_at: oldest.nextSyncAt,
            overdue_seconds: Math.floor((now.getTime() - oldest.nextSyncAt.getTime()) / 1000),
          },
        ]
      : [],
  );
  return overdue.sort((a, b) => b.overdue_seconds - a.overdue_seconds)[0] ?? null;
}

function toBackgroundTask(task: BackgroundTaskRow): BackgroundTaskAnswer {
  return {
    name: task.name,
    schedule: task.schedule,
    next_run_at: task.nextRunAt,
    last_started_at: task.lastStartedAt,
    last_finished_at: task.lastFinishedAt,
    last_error: task.lastError,
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
