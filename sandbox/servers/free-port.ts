import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A TCP port that was free on the loopback a moment ago. Somebody may take it first: callers try again. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
