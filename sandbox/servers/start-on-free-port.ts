import { freePort } from './free-port';

const ATTEMPTS = 3;

/** What was started, and where it listens. */
export interface Started<T> {
  port: number;
  server: T;
}

/**
 * Starts on the port that was asked for, else on a free one, and on another when somebody was faster.
 * @param launch fails with "address already in use" or EADDRINUSE when the port is taken
 */
export async function startOnFreePort<T>(
  wanted: number | undefined,
  launch: (port: number) => Promise<T>,
): Promise<Started<T>> {
  if (wanted !== undefined) return { port: wanted, server: await launch(wanted) };
  return startOnChosenPort(freePort, launch);
}

/** Starts on the port that is chosen, and on the next choice when somebody was faster. @throws what `choose` throws */
export async function startOnChosenPort<T>(
  choose: () => Promise<number>,
  launch: (port: number) => Promise<T>,
): Promise<Started<T>> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await choose();
    try {
      return { port, server: await launch(port) };
    } catch (error) {
      if (!isOfTakenPort(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Servers, their logs and our service say it in one of these ways. */
function isOfTakenPort(error: unknown): boolean {
  return /address already in use|EADDRINUSE/i.test(String(error));
}
