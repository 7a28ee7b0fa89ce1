import { canListen } from './servers/can-listen';
import { freePort } from './servers/free-port';

/**
 * The port to listen on: the one asked for; else the usual one, as addresses that stay the same can be bookmarked;
 * else, when somebody has that, any free one.
 * @throws Error when the one asked for is taken
 */
export async function choosePort(asked: number | undefined, usual: number): Promise<number> {
  if (asked === 0) return freePort();
  const port = asked ?? usual;
  if (await isFree(port)) return port;
  if (asked === undefined) return freePort();
  throw new Error(`Port ${port} is taken. Name another one, or none: then a free one is found.`);
}

/** Free for everybody and on the loopback: some systems let two servers share a port, one on each. */
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port)) && (await canListen(port, '127.0.0.1'));
}
