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
  // A limit can be set while we run: whether there is one now says nothing.
  const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1];
  if (policy === undefined || policy === SAFE) return undefined;
  return `REDIS_URL: this Redis may evict our queues (maxmemory-policy ${policy}): set it to ${SAFE}`;
}
