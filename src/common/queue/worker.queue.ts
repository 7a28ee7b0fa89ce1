import type { Queue } from 'bull';
import { setTimeout as sleep } from 'node:timers/promises';
import { within } from '../deadline';

/** How long Redis may take to let go of us. */
const PATIENCE_WITH_REDIS_MS = 2_000;

/**
 * Ends the work of a queue's processor: takes no more jobs, gives those under way some time, and closes the queue. A job
 * that is not finished by then is taken up by another worker once its lock has run out. Goes into
 * `onModuleDestroy` or `beforeApplicationShutdown`, while there is a database to finish with; BullModule then finds the
 * queue closed.
 * @param running settles when all that is under way is done
 */
export async function stopWorking(
  queue: Queue,
  running: () => Promise<unknown>,
  patienceMs: number,
): Promise<void> {
  // With `true` it does not wait for jobs: Bull's own wait breaks the process when Redis is away meanwhile. Paused it is
  // at once, also when this fails.
  await within(PATIENCE_WITH_REDIS_MS, queue.pause(true, true)).catch(() => undefined);
  const enough = new AbortController();
  const patience = sleep(patienceMs, undefined, { signal: enough.signal });
  await Promise.race([Promise.allSettled([running()]), patience.catch(() => undefined)]);
  enough.abort();
  await within(PATIENCE_WITH_REDIS_MS, queue.close(true)).catch(() => undefined);
}
