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
 * Tells the workers of messages. Telling twice makes no second job: a job's id is its message's, with the instant at
 * which that got its place, for one that is tried again must not be mistaken for a job that Bull still holds on to.
 */
export class NotificationQueue implements OnApplicationShutdown {
  private readonly producer: JobProducer<NotificationJob>;

  constructor(config: ConfigType<typeof redisConfig>) {
    this.producer = new JobProducer(NOTIFICATIONS, config);
  }

  /** @throws an error within half a second when Redis is away; the rows know what has to be told again */
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
