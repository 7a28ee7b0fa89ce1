import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimitExceeded } from '../../common/errors/problem';

/** So many times in so many seconds; the window starts with the first time. */
export interface Allowance {
  name: string;
  times: number;
  seconds: number;
}

/** Counts by key in Redis, for all processes together; while Redis is away, each process counts for itself. */
export class Counter {
  private readonly limiter: RateLimiterRedis;

  constructor(redis: Redis, { name, times, seconds }: Allowance) {
    this.limiter = new RateLimiterRedis({
      storeClient: redis,
      rejectIfRedisNotReady: true,
      keyPrefix: `limit:${name}`,
      points: times,
      duration: seconds,
      insuranceLimiter: new RateLimiterMemory({ points: times, duration: seconds }),
    });
  }

  /** Counts one more. @throws RateLimitExceeded when that is one too many */
  async hit(key: string): Promise<void> {
    try {
      await this.limiter.consume(key);
    } catch (rejection) {
      if (rejection instanceof RateLimiterRes) throw tooMany(rejection);
      throw rejection;
    }
  }

  /** Counts nothing. @throws RateLimitExceeded when all are used up */
  async check(key: string): Promise<void> {
    const state = await this.limiter.get(key);
    if (state && state.remainingPoints <= 0) throw tooMany(state);
  }
}

function tooMany({ msBeforeNext }: RateLimiterRes): RateLimitExceeded {
  return new RateLimitExceeded(msBeforeNext / 1000);
}
