import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 30_000;
const INTERVAL_MS = 25;

/**
 * Waits until `condition` gives something truthy, and gives that. A condition that throws ends the wait at once.
 * @param patienceMs more for what takes longer than anything else
 */
export async function eventually<T>(
  condition: () => Promise<T> | T,
  patienceMs = PATIENCE_MS,
): Promise<NonNullable<T>> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const result = await condition();
    if (result) return result;
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain for: ${condition.toString()}`);
    await pause(INTERVAL_MS);
  }
}
