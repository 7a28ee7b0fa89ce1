import Bull, { type JobCounts, type JobOptions, type Queue } from 'bull';
import { Redis } from 'ioredis';
import { within } from '../deadline';
import { JOB_OPTIONS, keyPrefix, type QueueStore } from './settings.queue';

/** How long a caller waits for Redis to take a job. */
const DEADLINE_MS = 500;

/** A job to be queued; its data are ids only. It is not added while a job with the same `jobId` exists. */
export interface NewJob<T> {
  name: string;
  data: T;
  opts: Pick<JobOptions, 'jobId' | 'priority'>;
}

/**
 * Puts jobs into a queue, over a connection of its own that fails at once while Redis is away: with Bull's own, `add`
 * would hang until Redis is back.
 */
export class JobProducer<T> {
  private readonly queue: Queue<T>;
  private readonly redis: Redis;

  constructor(name: string, { url, prefix }: QueueStore) {
    this.redis = new Redis(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      connectTimeout: 1_000,
      commandTimeout: DEADLINE_MS,
      retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
    });
    const createClient = (): Redis => this.redis;
    this.queue = new Bull<T>(name, {
      prefix: keyPrefix(prefix),
      createClient,
      defaultJobOptions: JOB_OPTIONS,
    });
  }

  /** @throws an error within half a second when Redis does not take them */
  async add(jobs: NewJob<T>[]): Promise<void> {
    if (jobs.length > 0) await within(DEADLINE_MS, this.queue.addBulk(jobs));
  }

  /** How many jobs wait, are under way, and so on. @throws like `add` */
  async depths(): Promise<JobCounts> {
    return within(DEADLINE_MS, this.queue.getJobCounts());
  }

  /** Ends the connection, without waiting for what is under way. */
  close(): void {
    this.redis.disconnect();
  }
}
