/**
 * Yields what `source` yields, and asks for the next item while the current one is being worked on. A consumer that stops
 * early waits for the item under way, so that nothing goes on unseen.
 */
export async function* oneAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let upcoming = iterator.next();
  try {
    for (;;) {
      const item = await upcoming;
      if (item.done) return;
      upcoming = iterator.next();
      // Its failure surfaces when its turn comes; until then it must not be an unhandled rejection.
      upcoming.catch(() => undefined);
      yield item.value;
    }
  } finally {
    await iterator.return?.();
  }
}
