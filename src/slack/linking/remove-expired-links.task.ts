import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { type BackgroundTask, RunsInBackground } from '../../common/background/background-task';
import { Clock } from '../../common/clock';
import { inBatches } from '../../common/in-batches';
import { backgroundConfig } from '../../config/background.config';
import { SlackLinkRepository } from './slack-link.repository';

const BATCH = 2_000;

/** Removes one-time links that nobody used. */
@Injectable()
@RunsInBackground('remove-expired-slack-links')
export class RemoveExpiredLinks implements BackgroundTask {
  readonly schedule: string;

  constructor(
    @Inject(backgroundConfig.KEY) config: ConfigType<typeof backgroundConfig>,
    private readonly links: SlackLinkRepository,
    private readonly clock: Clock,
  ) {
    this.schedule = config.cleanupCron;
  }

  async run(): Promise<Record<string, number>> {
    const now = this.clock.now();
    return { links: await inBatches(BATCH, (size) => this.links.removeExpired(now, size)) };
  }
}
