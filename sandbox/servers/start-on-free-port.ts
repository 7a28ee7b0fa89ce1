import { freePort } from './free-port';
import { ServerStartError } from './server-process';
import type { ServerProcess } from './server-process';

/** Starts on the port that was asked for, else on a free one, and on another when somebody was faster. */
export async function startOnFreePort(
  wanted: number | undefined,
  launch: (port: number) => Promise<ServerProcess>,
): Promise<{ port: number; server: ServerProcess }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted ?? (await freePort());
    try {
      return { port, server: await launch(port) };
    } catch (error) {
      const taken = error instanceof ServerStartError && /address already in use/i.test(error.log);
      if (wanted !== undefined || !taken || attempt === 3) throw error;
    }
  }
}
