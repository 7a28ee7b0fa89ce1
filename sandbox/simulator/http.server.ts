import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { Express } from 'express';

/** A simulator that listens. */
export interface Simulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Stops listening and drops every connection, hanging ones too. */
  close(): Promise<void>;
}

/** @param port 0 takes a free one */
export async function listen(app: Express, port: number): Promise<Simulator> {
  const server = createServer(app);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
