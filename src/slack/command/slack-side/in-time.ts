/** How long somebody is kept waiting before they are told that we are working on it; Slack itself gives up after 3 s. */
export const PATIENCE_MS = 2_000;

/** What work gave if it was done in time; the work itself goes on. @throws what the work throws in time */
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
