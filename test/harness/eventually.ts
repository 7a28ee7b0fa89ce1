import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE = 30_000;
const INTERVAL = 25;

/**
 * Waits until `condition` gives something truthy, and gives that. A condition that throws ends the wait at once.
 * @param patience in milliseconds, for what takes longer than anything else
 */
export async function eventually<T>(
  condition: () => Promise<T> | T,
  patience = PATIENCE,
): Promise<NonNullable<T>> {
  const giveUpAt = Date.now() + patience;
  for (;;) {
    const result = await condition();
    if (result) return result;
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain for: ${condition.toString()}`);
    await pause(INTERVAL);
  }
}
