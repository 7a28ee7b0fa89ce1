/** How long a person waits before the answer is "Working on it"; Slack itself gives up after 3 s. */
export const PATIENCE_MS = 2_000;

/** The result of `work` if it is done in time; else the work goes on. @throws what the work throws in time */
export async function inTime<T>(
  work: Promise<T>,
  patienceMs = PATIENCE_MS,
): Promise<{ done: true; value: T } | { done: false }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ done: false }>((resolve) => {
    timer = setTimeout(() => resolve({ done: false }), patienceMs);
  });
  try {
    return await Promise.race([work.then((value) => ({ done: true as const, value })), late]);
  } finally {
    clearTimeout(timer);
  }
}
