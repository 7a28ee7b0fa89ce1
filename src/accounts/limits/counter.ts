import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimitExceeded } from '../../common/errors/problem';
import { within } from '../../common/deadline';

/** How long a request waits for Redis. */
const DEADLINE_MS = 50;

/** Where counts are kept for all processes: the keys of deployments that share a Redis differ in `prefix`. */
export interface CounterStore {
  readonly redis: Redis;
  readonly prefix: string;
}

/** `times` hits in `seconds`; the window starts with the first hit. */
export interface Allowance {
  name: string;
  times: number;
  seconds: number;
}

/**
 * Counts hits by key in Redis, for all processes together. Each process also counts its own: too many for one are too
 * many for all, and while Redis does not answer in time, that count alone decides. (The library's `insuranceLimiter`
 * would begin at zero, so that every hiccup of Redis would hand out the allowance once more.)
 */
export class Counter {
  private readonly shared: RateLimiterRedis;
  private readonly own: RateLimiterMemory;

  constructor({ redis, prefix }: CounterStore, { name, times, seconds }: Allowance) {
    const allowance = { points: times, duration: seconds };
    this.own = new RateLimiterMemory(allowance);
    this.shared = new RateLimiterRedis({
      ...allowance,
      storeClient: redis,
      rejectIfRedisNotReady: true,
      keyPrefix: `${prefix}:limit:${name}`,
    });
  }

  /** Counts one more. @throws RateLimitExceeded when that is one too many */
  async hit(key: string): Promise<void> {
    const [own, shared] = await Promise.all([
      outcome(() => this.own.consume(key)),
      outcome(() => within(DEADLINE_MS, this.shared.consume(key))),
    ]);
    for (const count of [shared, own]) if (count?.refused) throw tooMany(count.state!);
  }

  /** Counts nothing. @throws RateLimitExceeded when all are used up */
  async check(key: string): Promise<void> {
    const { state } = (await outcome(() => within(DEADLINE_MS, this.shared.get(key)))) ?? {
      state: await this.own.get(key),
    };
    if (state && state.remainingPoints <= 0) throw tooMany(state);
  }
}

interface Outcome {
  state: RateLimiterRes | null;
  refused: boolean;
}

/** The library rejects with a state when there were too many, and with an error when the store failed: undefined. */
async function outcome(ask: () => Promise<RateLimiterRes | null>): Promise<Outcome | undefined> {
  try {
    return { state: await ask(), refused: false };
  } catch (rejection) {
    return rejection instanceof RateLimiterRes ? { state: rejection, refused: true } : undefined;
  }
}

function tooMany({ msBeforeNext }: RateLimiterRes): RateLimitExceeded {
  return new RateLimitExceeded(msBeforeNext / 1000);
}
