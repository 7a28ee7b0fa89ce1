import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 500;
const PATIENCE_MS = 20_000;

/**
 * Does what must not be left undone, again and again for up to 20 seconds: a database that restarts is back by then.
 * @param deed idempotent
 * @throws what the last attempt threw
 */
export async function persistently<T>(deed: () => Promise<T>, patience = PATIENCE_MS): Promise<T> {
  for (const giveUpAt = Date.now() + patience; ; await sleep(PAUSE_MS)) {
    try {
      return await deed();
    } catch (error) {
      if (Date.now() >= giveUpAt) throw error;
    }
  }
}
