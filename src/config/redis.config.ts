import { registerAs } from '@nestjs/config';
import { readEnvironment } from './environment';

/** Redis: the queues, and the counters of the rate limits. It may lose its data at any time. */
export const redisConfig = registerAs('redis', () => {
  const env = readEnvironment();
  return { url: env.REDIS_URL, prefix: env.REDIS_PREFIX };
});
