import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { Redis } from 'ioredis';
import { redisConfig } from '../../config/redis.config';
import { within } from '../../common/deadline';

const CONNECT_MS = 1_000;

/** A connection of its own that only asks whether Redis is there: it fails at once while it is not. */
@Injectable()
export class RedisProbe implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Health');
  private readonly redis: Redis;

  constructor(@Inject(redisConfig.KEY) { url }: ConfigType<typeof redisConfig>) {
    this.redis = new Redis(url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      connectTimeout: CONNECT_MS,
      maxRetriesPerRequest: 0,
      retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
    });
    // Without a listener ioredis writes every failed attempt to the console.
    this.redis.on('error', (error: Error) => this.logger.debug({ err: error }, 'Redis is away'));
  }

  async onApplicationBootstrap(): Promise<void> {
    // The listener has logged a failure, and the connection keeps trying; we do not wait for one that hangs.
    await within(CONNECT_MS, this.redis.connect()).catch(() => undefined);
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }

  /** Calls `listener` each time that a connection is ready. */
  whenReady(listener: (redis: Redis) => void): void {
    this.redis.on('ready', () => listener(this.redis));
  }

  /** Resolves when Redis answers. Rejects when it is away. */
  async ping(): Promise<void> {
    await this.redis.ping();
  }
}
