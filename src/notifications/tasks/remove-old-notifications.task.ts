import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { type BackgroundTask, RunsInBackground } from '../../common/background/background-task';
import { Clock } from '../../common/clock';
import { inBatches } from '../../common/in-batches';
import { backgroundConfig } from '../../config/background.config';
import { OldNotificationsRepository } from './old-notifications.repository';

const BATCH = 2_000;
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Removes notifications that were finished more than 30 days ago. */
@Injectable()
@RunsInBackground('remove-old-notifications')
export class RemoveOldNotifications implements BackgroundTask {
  readonly schedule: string;

  constructor(
    @Inject(backgroundConfig.KEY) config: ConfigType<typeof backgroundConfig>,
    private readonly rows: OldNotificationsRepository,
    private readonly clock: Clock,
  ) {
    this.schedule = config.cleanupCron;
  }

  async run(): Promise<Record<string, number>> {
    const then = new Date(this.clock.now().getTime() - KEPT_MS);
    return { notifications: await inBatches(BATCH, (size) => this.rows.remove(then, size)) };
  }
}
