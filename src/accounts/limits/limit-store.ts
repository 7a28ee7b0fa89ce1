import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { Redis } from 'ioredis';
import { accountsConfig } from '../../config/accounts.config';
import { redisConfig } from '../../config/redis.config';
import type { CounterStore } from './counter';

/** A Redis that is silent for so long counts as away: from then on nobody waits for it, until it is back. */
const SILENCE_MS = 1_000;

/** The limits' own connection to Redis. While it is not ready commands fail at once, and it never ends a process. */
@Injectable()
export class LimitStore implements CounterStore, OnApplicationBootstrap, OnApplicationShutdown {
  readonly redis: Redis;
  readonly prefix: string;
  readonly enabled: boolean;
  private readonly logger = new Logger('Limits');
  private away = false;

  constructor(
    @Inject(redisConfig.KEY) { url, prefix }: ConfigType<typeof redisConfig>,
    @Inject(accountsConfig.KEY) { rateLimits }: ConfigType<typeof accountsConfig>,
  ) {
    this.enabled = rateLimits;
    this.prefix = prefix;
    this.redis = new Redis(url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      connectTimeout: SILENCE_MS,
      socketTimeout: SILENCE_MS,
      maxRetriesPerRequest: 1,
      retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    });
    // Without a listener ioredis writes every failed attempt to the console.
    this.redis.on('error', (error: Error) => this.noteAway(error));
    this.redis.on('ready', () => this.noteBack());
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.enabled) {
      this.logger.warn('RATE_LIMIT=off: nothing is limited. This is for benchmarks only.');
      return;
    }
    // The listener has logged a failure, and the connection keeps trying.
    await this.redis.connect().catch(() => undefined);
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }

  private noteAway(error: Error): void {
    if (!this.away) this.logger.warn({ err: error }, 'Redis is away: every process counts for itself');
    this.away = true;
  }

  private noteBack(): void {
    if (this.away) this.logger.log('Redis is back');
    this.away = false;
  }
}
