import type { JobOptions, QueueOptions } from 'bull';
import { Redis } from 'ioredis';

/** Where the queues are. */
export interface QueueStore {
  url: string;
  /** What their keys begin with. */
  prefix: string;
}

const SECOND = 1_000;

/**
 * How workers use Bull. It keeps nothing: history lives in Postgres, and a job that stayed would block its id. A job
 * whose worker died is taken up again, however often; handlers are idempotent.
 * @see https://github.com/OptimalBits/bull/blob/develop/REFERENCE.md#queue
 */
export function queueOptions({ url, prefix }: QueueStore): QueueOptions {
  return {
    prefix: keyPrefix(prefix),
    // Bull's own clients wait for Redis as long as it takes: one that gave up would never process anything again.
    createClient: (type) =>
      new Redis(url, {
        maxRetriesPerRequest: null,
        enableReadyCheck: type === 'client',
        retryStrategy: (attempt) => Math.min(attempt * 100, 2 * SECOND),
      }),
    defaultJobOptions: JOB_OPTIONS,
    settings: {
      lockDuration: 30 * SECOND,
      stalledInterval: 10 * SECOND,
      maxStalledCount: 1_000,
      retryProcessDelay: 1 * SECOND,
      backoffStrategies: { jittered: (attempt) => backoff(attempt) },
    },
  };
}

/** Three retries after the first attempt, unless the job's own row decides. */
export const JOB_OPTIONS: JobOptions = {
  attempts: 4,
  backoff: { type: 'jittered' },
  removeOnComplete: true,
  removeOnFail: true,
};

/** One hash tag for all, so that in a cluster the keys of a queue share a slot. */
export function keyPrefix(prefix: string): string {
  return `{${prefix}}`;
}

/**
 * How long to wait before another attempt: exponential from 3 seconds, give or take a third, so that what failed
 * together does not come back together.
 * @param attempt that has just failed, from 1
 * @returns milliseconds
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  return Math.round(3 * SECOND * 2 ** (attempt - 1) * (2 / 3 + (2 / 3) * random()));
}
