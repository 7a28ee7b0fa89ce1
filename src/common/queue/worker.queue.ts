import type { Queue } from 'bull';
import { setTimeout as sleep } from 'node:timers/promises';
import { within } from '../deadline';

/** How long Redis may take to answer while a worker leaves. */
const PATIENCE_WITH_REDIS_MS = 2_000;

/**
 * Ends the work of a queue's processor: takes no more jobs, gives those under way some time, and closes the queue. A job
 * that is not finished by then is taken up by another worker once its lock has run out. Call it in `onModuleDestroy` or
 * `beforeApplicationShutdown`, while the database is still connected; BullModule then finds the queue closed.
 * @param running settles when all jobs under way are done
 * @param patienceMs how long to wait for that
 */
export async function stopWorking(
  queue: Queue,
  running: () => Promise<unknown>,
  patienceMs: number,
): Promise<void> {
  // The second `true` keeps Bull from waiting for jobs: its own wait ends the process if Redis goes away meanwhile. The
  // queue is paused at once, even if this call fails.
  await within(PATIENCE_WITH_REDIS_MS, queue.pause(true, true)).catch(() => undefined);
  const enough = new AbortController();
  const patience = sleep(patienceMs, undefined, { signal: enough.signal });
  await Promise.race([Promise.allSettled([running()]), patience.catch(() => undefined)]);
  enough.abort();
  await within(PATIENCE_WITH_REDIS_MS, queue.close(true)).catch(() => undefined);
}
