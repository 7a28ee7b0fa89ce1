/**
 * Waits for `promise`, and rejects after `milliseconds`; the work behind it goes on. If this process was busy for longer
 * than that, an answer that has arrived meanwhile still counts: timers come before sockets in the event loop, so it gets
 * one more turn.
 * @see https://nodejs.org/en/learn/asynchronous-work/event-loop-timers-and-nexttick
 */
export async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const late = (): void => reject(new Error(`No answer within ${milliseconds} ms`));
    timer = setTimeout(() => setImmediate(late), milliseconds);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
