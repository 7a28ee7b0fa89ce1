import type { HttpAdapterHost } from '@nestjs/core';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Draining } from './draining';

const CLIENTS = 20;
const REQUEST = 'GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n';

describe('The door of a process that ends', () => {
  let server: Server;
  let draining: Draining;

  beforeEach(async () => {
    server = createServer((request, response) =>
      // Of the request the middleware reads nothing.
      draining.middleware(request as never, response as never, () =>
        response.writeHead(200, { 'content-length': 6 }).end('served'),
      ),
    );
    const host = { httpAdapter: { getHttpServer: () => server } };
    draining = new Draining(host as unknown as HttpAdapterHost);
    draining.onModuleInit();
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(() => server.close());

  it('closes behind those who knocked while the process was busy', async () => {
    const { port } = server.address() as AddressInfo;
    const answers = Array.from({ length: CLIENTS }, () => answerTo(connect(port, '127.0.0.1')));
    // They have knocked, and nobody has looked yet who is there.
    await new Promise<void>((resolve) => process.nextTick(resolve));

    await draining.beforeApplicationShutdown('SIGINT');

    expect(server.listening).toBe(false);
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['served']));
  });

  it('closes although there is always somebody who comes', async () => {
    const { port } = server.address() as AddressInfo;
    let comes = true;
    const come = (): void => {
      const socket = connect(port, '127.0.0.1', () => socket.destroy());
      socket.once('error', () => (comes = false)).once('close', () => comes && come());
    };
    for (let client = 0; client < CLIENTS; client += 1) come();

    await draining.beforeApplicationShutdown('SIGINT');

    expect(server.listening).toBe(false);
    comes = false;
  });
});

/** What somebody is answered; the code of the error where there is none. */
async function answerTo(socket: Socket): Promise<string> {
  socket.write(REQUEST);
  let text = '';
  try {
    for await (const chunk of socket) text += String(chunk);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'no answer';
  }
  return text.slice(text.indexOf('\r\n\r\n') + 4);
}
