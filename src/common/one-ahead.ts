/**
 * Yields what `source` does, and asks for the next item while the current one is being worked on. Whoever stops early
 * waits for the item that is under way: nothing goes on behind their back.
 */
export async function* oneAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let upcoming = iterator.next();
  try {
    for (;;) {
      const item = await upcoming;
      if (item.done) return;
      upcoming = iterator.next();
      // Its failure is met when its turn comes; until then it is nobody's unhandled rejection.
      upcoming.catch(() => undefined);
      yield item.value;
    }
  } finally {
    await iterator.return?.();
  }
}
