import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Api } from './api';
import { testEnvironment } from './service';
import { eventually } from './eventually';

/** The built service in a process of its own, for what only processes do: die, disagree on the time zone, race. */
export interface ServiceProcess {
  url: string;
  anonymous: Api;
  /** All that it printed so far. */
  output(): string;
  /** No goodbye: as if the machine lost power. */
  kill(): Promise<void>;
  /** A polite end. @returns the exit code */
  stop(): Promise<number | null>;
}

/** Starts `dist/src/main.js` against a migrated database. @throws when it ends before it is ready */
export async function startServiceProcess(
  databaseUrl: string,
  environment: Record<string, string> = {},
): Promise<ServiceProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/src/main.js'], {
    env: { PATH: process.env.PATH, ...testEnvironment(databaseUrl), PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk));
  const output = (): string => Buffer.concat(printed).toString('utf8');

  const url = `http://127.0.0.1:${port}`;
  await eventually(async () => {
    if (child.exitCode !== null) throw new Error(`The service ended with ${child.exitCode}:\n${output()}`);
    return fetch(`${url}/health/live`).then(
      () => true,
      () => false,
    );
  });
  return {
    url,
    anonymous: new Api(url),
    output,
    kill: async () => void (await end(child, 'SIGKILL')),
    stop: () => end(child, 'SIGTERM'),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
  return child.exitCode;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
