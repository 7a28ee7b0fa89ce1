import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { type BackgroundTask, RunsInBackground } from '../../common/background/background-task';
import { inBatches } from '../../common/in-batches';
import { backgroundConfig } from '../../config/background.config';
import { RequestMemory } from './request-memory';

const BATCH = 2_000;

/** Forgets requests of Slack that are too old to be replayed. */
@Injectable()
@RunsInBackground('remove-old-slack-requests')
export class RemoveOldRequests implements BackgroundTask {
  readonly schedule: string;

  constructor(
    @Inject(backgroundConfig.KEY) config: ConfigType<typeof backgroundConfig>,
    private readonly memory: RequestMemory,
  ) {
    this.schedule = config.cleanupCron;
  }

  async run(): Promise<Record<string, number>> {
    return { requests: await inBatches(BATCH, (size) => this.memory.removeOld(size)) };
  }
}
