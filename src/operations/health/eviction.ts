import type { Redis } from 'ioredis';

/** The only policy under which Redis never drops what nobody has read yet. */
const SAFE = 'noeviction';

/**
 * What is wrong with a Redis that may throw our queues away when its memory is full.
 * @returns undefined when it may not, or does not tell
 * @throws when Redis is away
 * @see https://redis.io/docs/latest/develop/reference/eviction/
 */
export async function evictionProblem(redis: Redis): Promise<string | undefined> {
  // Managed Redis forbids CONFIG, but allows INFO.
  const memory = await redis.info('memory');
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
  // Without a limit it never comes to that.
  const limited = !/^maxmemory:0\s/m.test(memory);
  if (policy === undefined || policy === SAFE || !limited) return undefined;
  return `REDIS_URL: this Redis may evict our queues (maxmemory-policy ${policy}): set it to ${SAFE}`;
}
