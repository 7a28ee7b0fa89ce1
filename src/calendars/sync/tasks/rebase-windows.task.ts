import { Injectable } from '@nestjs/common';
import { type BackgroundTask, RunsInBackground } from '../../../common/background/background-task';
import { Clock } from '../../../common/clock';
import { inBatches } from '../../../common/in-batches';
import { DueDateRepository } from './due-date.repository';

const BATCH = 5_000;

/** Makes calendars due whose window has to slide today, even if they are synced only once a day. */
@Injectable()
@RunsInBackground('rebase-windows')
export class RebaseWindows implements BackgroundTask {
  readonly schedule = '*/10 * * * *';

  constructor(
    private readonly dueDates: DueDateRepository,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<Record<string, number>> {
    const now = this.clock.now();
    return { calendars: await inBatches(BATCH, (size) => this.dueDates.wakeForRebase(now, size)) };
  }
}
