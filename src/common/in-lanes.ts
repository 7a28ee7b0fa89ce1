/**
 * Does `work` for every item, in their order, for up to `lanes` items at the same time.
 * @param goesOn is asked before each item; on false the rest is left undone
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
