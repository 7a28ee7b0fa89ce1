import { Redis } from 'ioredis';
import { within } from '../../common/deadline';
import { RefusesToStart } from '../../common/errors/refuses-to-start';
import { evictionProblem } from './eviction';

const PATIENCE_MS = 1_000;

/**
 * Looks at Redis before anything relies on it. One that is away is no reason not to start: `EvictionWatch` looks again
 * when it comes.
 * @throws RefusesToStart
 */
export async function refuseEvictingRedis(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
  // Without a listener ioredis writes to the console.
  redis.on('error', () => undefined);
  const problem = await within(PATIENCE_MS, connectAndAsk(redis)).catch(() => undefined);
  redis.disconnect();
  if (problem !== undefined) throw new RefusesToStart(problem);
}

async function connectAndAsk(redis: Redis): Promise<string | undefined> {
  await redis.connect();
  return evictionProblem(redis);
}
