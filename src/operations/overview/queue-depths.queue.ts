import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { DiscoveryService } from '@nestjs/core';
import Bull from 'bull';
import { JobProducer } from '../../common/queue/producer.queue';
import { redisConfig } from '../../config/redis.config';

export const QUEUE_STATES = ['waiting', 'active', 'delayed', 'failed'] as const;

/** Jobs of one queue by state. */
export type QueueDepth = Record<(typeof QUEUE_STATES)[number], number>;

/** Counts the jobs of every queue that a room registered with BullModule. */
@Injectable()
export class QueueDepths implements OnModuleInit, OnApplicationShutdown {
  private producers: [name: string, JobProducer<never>][] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    @Inject(redisConfig.KEY) private readonly config: ConfigType<typeof redisConfig>,
  ) {}

  onModuleInit(): void {
    const registered = this.discovery.getProviders().map(({ instance }): unknown => instance);
    const names = registered.flatMap((instance) => (instance instanceof Bull ? [instance.name] : []));
    // Bull's own connections wait for Redis as long as it takes; a producer's do not.
    this.producers = [...new Set(names)].map((name) => [name, new JobProducer(name, this.config)]);
  }

  /** @returns null while Redis is away, within half a second */
  async read(): Promise<Record<string, QueueDepth> | null> {
    const depths = this.producers.map(async ([name, producer]): Promise<[string, QueueDepth]> => {
      const { waiting, active, delayed, failed } = await producer.depths();
      return [name, { waiting, active, delayed, failed }];
    });
    return Promise.all(depths).then(Object.fromEntries<QueueDepth>, () => null);
  }

  onApplicationShutdown(): void {
    for (const [, producer] of this.producers) producer.close();
  }
}
