import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { freePort } from './free-port';
import { startOnChosenPort, startOnFreePort } from './start-on-free-port';

const servers: Server[] = [];
const listenOn = async (port: number): Promise<Server> => {
  const server = createServer();
  servers.push(server);
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return server;
};

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe('startOnFreePort', () => {
  it('takes none of those that a system gives to connections', async () => {
    const ports = await Promise.all(Array.from({ length: 100 }, freePort));
    expect(Math.min(...ports)).toBeGreaterThan(10_080);
    expect(Math.max(...ports)).toBeLessThan(32_768);
  });

  it('takes another one when somebody was faster', async () => {
    const taken = await freePort();
    await listenOn(taken);
    const choices = [taken, taken, await freePort()];
    const { port } = await startOnChosenPort(() => Promise.resolve(choices.shift()!), listenOn);
    expect(port).not.toBe(taken);
    expect(choices).toEqual([]);
  });

  it('takes no other one when it was told which, or when something else is wrong', async () => {
    const taken = await freePort();
    await listenOn(taken);
    await expect(startOnFreePort(taken, listenOn)).rejects.toThrow('EADDRINUSE');
    const launch = jest.fn(() => Promise.reject(new Error('broken')));
    await expect(startOnFreePort(undefined, launch)).rejects.toThrow('broken');
    expect(launch).toHaveBeenCalledTimes(1);
  });
});
