import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { libraryEnvironment } from './redis.package';
import { redisProgram } from './redis.program';
import type { RedisProgram } from './redis.program';
import { ServerProcess } from './server-process';
import { startOnFreePort } from './start-on-free-port';

export interface RedisServer {
  /** Its address, with the password. It outlives a restart. */
  readonly url: string;
  /** True for the server that REDIS_URL names: it is not ours to stop, kill or restart. */
  readonly external: boolean;
  stop(): Promise<void>;
  /** Breaks down at once, as in a crash. */
  kill(): Promise<void>;
  /** Breaks down at once if it runs, and comes back empty on the same address. */
  restart(): Promise<void>;
}

/** Uses the Redis that REDIS_URL names, or else starts one on the loopback that ends with this process. */
export async function startRedis(options: { port?: number } = {}): Promise<RedisServer> {
  if (process.env.REDIS_URL) return externalRedis(process.env.REDIS_URL);
  const program = await redisProgram();
  const folder = await mkdtemp(join(tmpdir(), 'billops-redis-'));
  const password = randomBytes(16).toString('hex');
  const launch = (port: number): Promise<ServerProcess> => launchOn(port, program, folder, password);
  try {
    const { port, server } = await startOnFreePort(options.port, launch);
    return handleOf(`redis://:${password}@127.0.0.1:${port}`, folder, server, () => launch(port));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

function externalRedis(url: string): RedisServer {
  const refuse = (): Promise<never> =>
    Promise.reject(new Error('REDIS_URL names a Redis that is not ours to break: unset it for this test.'));
  return { url, external: true, stop: () => Promise.resolve(), kill: refuse, restart: refuse };
}

function handleOf(
  url: string,
  folder: string,
  first: ServerProcess,
  launch: () => Promise<ServerProcess>,
): RedisServer {
  let server: ServerProcess | undefined = first;
  const kill = async (): Promise<void> => {
    const running = server;
    server = undefined;
    await running?.end('SIGKILL');
  };
  return {
    url,
    external: false,
    // Nothing is kept, so nothing is lost by ending it the short way.
    stop: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
    kill,
    restart: async () => {
      await kill();
      server = await launch();
    },
  };
}

function launchOn(
  port: number,
  program: RedisProgram,
  folder: string,
  password: string,
): Promise<ServerProcess> {
  const settings = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir "${folder}"`,
    'save ""',
    'appendonly no',
    'maxmemory-policy noeviction',
    'loglevel warning',
    // Any user of the machine can connect to the loopback.
    `requirepass ${password}`,
  ];
  return ServerProcess.start({
    name: 'Redis',
    command: program.path,
    args: ['-'],
    env: libraryEnvironment(program),
    input: `${settings.join('\n')}\n`,
    logFile: join(folder, 'redis.log'),
    isReady: () => answers(port, password),
    ifOrphaned: { signal: 'KILL', deleteFolder: folder },
  });
}

function answers(port: number, password: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1_000 });
    const finish = (ready: boolean): void => {
      socket.destroy();
      resolve(ready);
    };
    socket.once('connect', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    let reply = '';
    socket.on('data', (chunk) => {
      reply += chunk.toString();
      if (reply.includes('+PONG')) finish(true);
      else if (reply.includes('-')) finish(false);
    });
    socket.once('error', () => finish(false));
    socket.once('timeout', () => finish(false));
    socket.once('close', () => finish(false));
  });
}
