import { registerAs } from '@nestjs/config';
import { readEnvironment } from './environment';

/** Redis: counters of the rate limits. It may vanish at any time. */
export const redisConfig = registerAs('redis', () => ({ url: readEnvironment().REDIS_URL }));
