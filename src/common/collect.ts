/** All that an async iterable yields, in order. (`Array.fromAsync` needs Node 22.) */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
