import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { JobProducer } from '../../../common/queue/producer.queue';
import { redisConfig } from '../../../config/redis.config';

/** The queue of runs; its jobs are named `sync:<provider's slug>`. */
export const CALENDAR_SYNC = 'calendar-sync';

/** A job says which run; the run's row says all the rest. */
export interface CalendarSyncJob {
  runId: string;
}

/** A run that is to be carried out now. */
export interface RunInFlight {
  runId: string;
  provider: string;
  priority: number;
  /** When it was given its place in the queue. */
  dispatchedAt: Date;
}

/**
 * Tells the workers of runs. A job's id is its run's with the instant of dispatch, so telling twice makes no second
 * job. A run that is dispatched again gets a new job, for Bull may still hold the job of a worker that died; of two
 * jobs for one run the lease lets one work.
 */
@Injectable()
export class CalendarSyncQueue implements OnApplicationShutdown {
  private readonly producer: JobProducer<CalendarSyncJob>;

  constructor(@Inject(redisConfig.KEY) config: ConfigType<typeof redisConfig>) {
    this.producer = new JobProducer(CALENDAR_SYNC, config);
  }

  /** @throws an error within half a second when Redis is away; the next tick tells the queue again */
  async tell(runs: RunInFlight[]): Promise<void> {
    const jobs = runs.map(({ runId, provider, priority, dispatchedAt }) => ({
      name: `sync:${provider}`,
      data: { runId },
      opts: { jobId: `${runId}@${dispatchedAt.getTime()}`, priority },
    }));
    await this.producer.add(jobs);
  }

  onApplicationShutdown(): void {
    this.producer.close();
  }
}
