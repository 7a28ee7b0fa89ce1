import type { OnApplicationShutdown } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { JobProducer } from '../../common/queue/producer.queue';
import type { redisConfig } from '../../config/redis.config';
import type { NotificationType } from '../notification';

/** The queue of messages; its jobs are named `notify:<type>`. */
export const NOTIFICATIONS = 'notifications';

/** A job says which message; the message's row says all the rest. */
export interface NotificationJob {
  notificationId: string;
}

/** A message that is to be sent now. */
export interface NotificationInFlight {
  id: string;
  type: NotificationType;
  /** When it was given its place. */
  dispatchedAt: Date;
}

/**
 * Adds the jobs of messages. Adding one twice makes no second job: a job's id is its message's id with the instant at
 * which the message got its place. The instant tells a new attempt from an older job that Bull still holds.
 */
export class NotificationQueue implements OnApplicationShutdown {
  private readonly producer: JobProducer<NotificationJob>;

  constructor(config: ConfigType<typeof redisConfig>) {
    this.producer = new JobProducer(NOTIFICATIONS, config);
  }

  /** @throws an error within half a second when Redis is away; the rows know which jobs to add again */
  async tell(messages: NotificationInFlight[]): Promise<void> {
    const jobs = messages.map(({ id, type, dispatchedAt }) => ({
      name: `notify:${type}`,
      data: { notificationId: id },
      opts: { jobId: `${id}@${dispatchedAt.getTime()}` },
    }));
    await this.producer.add(jobs);
  }

  onApplicationShutdown(): void {
    this.producer.close();
  }
}
