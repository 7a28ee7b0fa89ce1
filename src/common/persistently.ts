import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 500;
const PATIENCE_MS = 20_000;

/**
 * Tries what must not be left undone until it succeeds, for 20 seconds by default: a database that restarts is back by then.
 * @param deed has to be idempotent
 * @throws what the last attempt threw
 */
export async function persistently<T>(deed: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  for (const giveUpAt = Date.now() + patienceMs; ; await sleep(PAUSE_MS)) {
    try {
      return await deed();
    } catch (error) {
      if (Date.now() >= giveUpAt) throw error;
    }
  }
}
