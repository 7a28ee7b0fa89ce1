import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { type BackgroundTask, RunsInBackground } from '../../../common/background/background-task';
import { Clock } from '../../../common/clock';
import { inBatches } from '../../../common/in-batches';
import { backgroundConfig } from '../../../config/background.config';
import { OAuthStateRepository } from '../../connections/oauth-state.repository';
import { HistoryRepository } from './history.repository';

const BATCH = 2_000;
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Removes what nobody will ask for: runs and batches older than 30 days, and authorizations that were never finished. */
@Injectable()
@RunsInBackground('remove-expired-runs')
export class RemoveExpiredRuns implements BackgroundTask {
  readonly schedule: string;

  constructor(
    @Inject(backgroundConfig.KEY) config: ConfigType<typeof backgroundConfig>,
    private readonly history: HistoryRepository,
    private readonly states: OAuthStateRepository,
    private readonly clock: Clock,
  ) {
    this.schedule = config.cleanupCron;
  }

  async run(): Promise<Record<string, number>> {
    const then = new Date(this.clock.now().getTime() - KEPT_MS);
    return {
      syncRuns: await inBatches(BATCH, (size) => this.history.removeRuns(then, size)),
      syncBatches: await inBatches(BATCH, (size) => this.history.removeBatches(then, size)),
      oauthStates: await inBatches(BATCH, (size) => this.states.removeExpired(size)),
    };
  }
}
