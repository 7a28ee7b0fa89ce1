import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { DataSource } from 'typeorm';
import { type BackgroundTask, RunsInBackground } from '../../common/background/background-task';
import { Clock } from '../../common/clock';
import { inBatches } from '../../common/in-batches';
import { notificationsConfig } from '../../config/notifications.config';
import { type NewNotification, Outbox } from '../../notifications/outbox';
import { type DueSummary, DueSummaryRepository } from './due-summary.repository';

const BATCH = 500;

/**
 * Sums up the days of those whose local time for it has come, once for each local day. An empty day, without entries
 * or open meetings, brings no message; that is stored, so that what comes later on that day brings none either.
 */
@Injectable()
@RunsInBackground('raise-daily-summaries')
export class RaiseDailySummaries implements BackgroundTask {
  readonly schedule = '* * * * *';

  constructor(
    private readonly database: DataSource,
    private readonly summaries: DueSummaryRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    @Inject(notificationsConfig.KEY) private readonly config: ConfigType<typeof notificationsConfig>,
  ) {}

  async run(): Promise<Record<string, number>> {
    const now = this.clock.now();
    let empty = 0;
    const days = await inBatches(BATCH, (size) =>
      this.database.transaction(async (manager) => {
        const due = await this.summaries.due(manager, now, this.config.dailySummaryTime, size);
        await this.outbox.raise(manager, due.map(toNotification));
        empty += due.filter(isEmpty).length;
        return due.length;
      }),
    );
    return { raised: days - empty, empty };
  }
}

function toNotification({ userId, facts }: DueSummary): NewNotification<'daily_summary'> {
  return {
    userId,
    type: 'daily_summary',
    subject: facts.date,
    facts,
    ...(isEmpty({ userId, facts }) && { untold: 'Nothing happened on that day.' }),
  };
}

function isEmpty({ facts: { entries, unconverted } }: DueSummary): boolean {
  return entries === 0 && unconverted === 0;
}
