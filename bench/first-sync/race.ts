import { milliseconds, repeat } from '../figures/stopwatch';
import type { Lane } from './lane';

/** Milliseconds of each lane, by round. */
export type Times = Map<string, number[]>;

/**
 * Runs the lanes in turns, so that whatever else the machine does slows all of them; each round begins with another
 * lane. The first round warms up and does not count.
 * @param settle done before each run: what one lane left to the server is not to be paid by the next
 * @throws Error when a lane stores another number of rows than it should
 */
export async function race(
  lanes: Lane[],
  rounds: number,
  rows: number,
  settle: () => Promise<unknown>,
): Promise<Times> {
  const times: Times = new Map(lanes.map(({ name }) => [name, []]));
  await repeat(rounds + 1, async (round) => {
    const first = round % lanes.length;
    for (const lane of [...lanes.slice(first), ...lanes.slice(0, first)]) {
      await lane.prepare();
      await settle();
      let stored = 0;
      const took = await milliseconds(async () => (stored = await lane.run()));
      if (stored !== rows) throw new Error(`${lane.name} stored ${stored} rows instead of ${rows}.`);
      if (round > 0) times.get(lane.name)!.push(took);
    }
  });
  return times;
}
