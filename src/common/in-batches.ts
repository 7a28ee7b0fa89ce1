/**
 * Repeats a statement that handles at most `size` rows, until it finds fewer: short transactions keep nobody waiting.
 * @param step handles up to `size` rows, so that it does not find them again, and returns how many it handled
 * @returns how many rows were handled in all
 */
export async function inBatches(size: number, step: (size: number) => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const done = await step(size);
    total += done;
    if (done < size) return total;
  }
}
