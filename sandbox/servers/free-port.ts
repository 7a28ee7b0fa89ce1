import { randomInt } from 'node:crypto';
import { canListen } from './can-listen';

/**
 * Systems take the ports of outgoing connections, and those of servers that want any port, from a range of their own:
 * Linux from 32768 on, macOS and Windows from 49152 on. Below it a port stays free until somebody names it.
 */
const LOWEST = 10_240;
const HIGHEST = 32_700;
const ATTEMPTS = 100;

/** A TCP port that was free on the loopback a moment ago. Somebody may take it first: callers try again. */
export async function freePort(): Promise<number> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await canListen(port, '127.0.0.1')) return port;
  }
  throw new Error(`No port between ${LOWEST} and ${HIGHEST} is free.`);
}
