/**
 * Repeats a statement that takes at most so many rows at once, until fewer are left: short transactions keep nobody
 * waiting.
 * @param step does up to `size` rows, which then are no candidates any more, and returns how many it did
 * @returns how many they were together
 */
export async function inBatches(size: number, step: (size: number) => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const done = await step(size);
    total += done;
    if (done < size) return total;
  }
}
