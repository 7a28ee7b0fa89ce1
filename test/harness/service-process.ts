import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { guardAgainstOrphan } from '../../sandbox/servers/orphan-guard';
import { startOnFreePort } from '../../sandbox/servers/start-on-free-port';
import { Api } from './api';
import { eventually } from './eventually';
import { testEnvironment } from './test-environment';

/** Beyond any start, also on a machine that has much else to do. */
const PATIENCE_MS = 120_000;

/** The built service in a process of its own, for what only processes do: die, disagree on the time zone, race. */
export interface ServiceProcess {
  url: string;
  pid: number;
  anonymous: Api;
  /** All that it printed so far. */
  output(): string;
  /** Whether it has not ended yet, by whatever cause. */
  lives(): boolean;
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
  const { server } = await startOnFreePort(undefined, (port) =>
    startOn(port, { ...testEnvironment(databaseUrl), ...environment }),
  );
  return server;
}

async function startOn(port: number, environment: Record<string, string>): Promise<ServiceProcess> {
  const { child, output } = launch({ ...environment, PORT: String(port) });
  const url = `http://127.0.0.1:${port}`;
  await eventually(async () => {
    if (!lives(child)) throw new Error(`The service ended with ${child.exitCode}:\n${output()}`);
    return fetch(`${url}/health/live`).then(
      () => true,
      () => false,
    );
  }, PATIENCE_MS).catch(async (error: unknown) => {
    await end(child, 'SIGKILL');
    throw error;
  });
  return {
    url,
    pid: child.pid!,
    anonymous: new Api(url),
    output,
    lives: () => lives(child),
    kill: async () => void (await end(child, 'SIGKILL')),
    stop: () => end(child, 'SIGTERM'),
  };
}

/** Runs a service that ends by itself. @returns the exit code and all that it printed */
export async function runServiceProcess(
  databaseUrl: string,
  environment: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  const { child, output } = launch({ ...testEnvironment(databaseUrl), ...environment });
  await once(child, 'close');
  return { code: child.exitCode, output: output() };
}

function launch(environment: Record<string, string>): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/src/main.js'], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test run that is killed leaves none behind.
  const callOff = guardAgainstOrphan(child.pid!, { signal: 'KILL' });
  child.once('exit', callOff);
  const printed: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk));
  return { child, output: () => Buffer.concat(printed).toString('utf8') };
}

function lives(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (lives(child)) {
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
  return child.exitCode;
}
