/**
 * Leaves out whatever can be left out, halves first and single ones last, as long as what is left still fails.
 * @returns the shortest list that was found
 */
export async function reduce<T>(
  all: readonly T[],
  fails: (some: readonly T[]) => Promise<boolean>,
): Promise<T[]> {
  let left = [...all];
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = left.length - size; start > -size; start -= size) {
      const without = [...left.slice(0, Math.max(start, 0)), ...left.slice(Math.max(start + size, 0))];
      if (await fails(without)) left = without;
    }
  }
  return left;
}
