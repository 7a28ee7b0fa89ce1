import type { OnApplicationShutdown } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { JobProducer } from '../../common/queue/producer.queue';
import type { redisConfig } from '../../config/redis.config';

export const TASK_QUEUE = 'background-tasks';

/** Queues tasks for the workers. A job is named after its task, and there is at most one of each. */
export class TaskQueue implements OnApplicationShutdown {
  private readonly producer: JobProducer<Record<string, never>>;

  constructor(config: ConfigType<typeof redisConfig>) {
    this.producer = new JobProducer(TASK_QUEUE, config);
  }

  /** @throws within half a second when Redis does not take them */
  async add(names: string[]): Promise<void> {
    await this.producer.add(names.map((name) => ({ name, data: {}, opts: { jobId: name } })));
  }

  onApplicationShutdown(): void {
    this.producer.close();
  }
}
