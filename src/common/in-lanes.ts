/**
 * Does `work` for every item, in their order, so many at a time.
 * @param goesOn is asked before each item; the rest is left when it says no
 * @returns how many items were begun
 */
export async function inLanes<T>(
  lanes: number,
  items: T[],
  work: (item: T) => Promise<void>,
  goesOn: () => boolean = () => true,
): Promise<number> {
  let begun = 0;
  const lane = async (): Promise<void> => {
    while (begun < items.length && goesOn()) await work(items[begun++]!);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return begun;
}
