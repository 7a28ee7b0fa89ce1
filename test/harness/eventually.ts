import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE = 30_000;
const INTERVAL = 25;

/** Waits until `condition` gives something truthy, and gives that. A condition that throws ends the wait at once. */
export async function eventually<T>(condition: () => Promise<T> | T): Promise<NonNullable<T>> {
  const giveUpAt = Date.now() + PATIENCE;
  for (;;) {
    const result = await condition();
    if (result) return result;
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain for: ${condition.toString()}`);
    await pause(INTERVAL);
  }
}
