import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { type BackgroundTask, RunsInBackground } from '../common/background/background-task';
import { Clock } from '../common/clock';
import { inBatches } from '../common/in-batches';
import { backgroundConfig } from '../config/background.config';
import { IdempotencyKeyRepository } from './idempotency/idempotency-key.repository';
import { RefreshTokenRepository } from './sessions/refresh-token.repository';

const BATCH = 2_000;

/** Removes refresh tokens that have expired, and idempotency keys that are older than a day. */
@Injectable()
@RunsInBackground('remove-expired-sessions')
export class RemoveExpiredSessions implements BackgroundTask {
  readonly schedule: string;

  constructor(
    @Inject(backgroundConfig.KEY) config: ConfigType<typeof backgroundConfig>,
    private readonly refreshTokens: RefreshTokenRepository,
    private readonly idempotencyKeys: IdempotencyKeyRepository,
    private readonly clock: Clock,
  ) {
    this.schedule = config.cleanupCron;
  }

  async run(): Promise<Record<string, number>> {
    const now = this.clock.now();
    return {
      refreshTokens: await inBatches(BATCH, (size) => this.refreshTokens.removeExpired(now, size)),
      idempotencyKeys: await inBatches(BATCH, (size) => this.idempotencyKeys.removeOld(size)),
    };
  }
}
