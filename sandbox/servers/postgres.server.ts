import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { postgresBinaries } from './postgres.binaries';
import type { PostgresBinaries } from './postgres.binaries';
import { persistentCluster, temporaryCluster } from './postgres.cluster';
import type { PostgresCluster } from './postgres.cluster';
import { createDatabase, dropDatabase, urlOf } from './postgres.database';
import { clearStaleLock } from './postgres.lock-file';
import { startOnFreePort } from './start-on-free-port';
import { ServerProcess } from './server-process';
import { unprivilegedUser } from './unprivileged-user';

export interface PostgresOptions {
  /** Keeps the data for the next start; without it they live in a temporary folder that stop() deletes. */
  dataDirectory?: string;
  /** A free one by default. */
  port?: number;
  /** Server settings, as in postgresql.conf. Durable by default; see `withoutDurability`. */
  settings?: Record<string, string>;
}

/** Settings for data that nobody misses after a power cut. */
export const withoutDurability: Record<string, string> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

export interface PostgresServer {
  /** The address of the database `postgres`, as superuser. It outlives a restart. */
  readonly url: string;
  urlOf(database: string): string;
  /** Creates a database, empty or as a copy of `template`, and returns its address. */
  createDatabase(name: string, template?: string): Promise<string>;
  /** Drops a database, and whoever is still connected to it. */
  dropDatabase(name: string): Promise<void>;
  /** Stops in good order; deletes temporary data. */
  stop(): Promise<void>;
  /** Breaks down at once, as in a crash. */
  kill(): Promise<void>;
  /** Breaks down at once if it runs, and comes back with its data on the same address. */
  restart(): Promise<void>;
}

const defaults: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Starts a real PostgreSQL on the loopback. It ends with this process at the latest. */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const { dataDirectory, port, settings = {} } = options;
  const user = unprivilegedUser();
  const binaries = await postgresBinaries(user);
  const cluster =
    dataDirectory === undefined
      ? await temporaryCluster(binaries, user)
      : await persistentCluster(dataDirectory, binaries, user);
  const temporary = dataDirectory === undefined;
  try {
    const launch = (on: number): Promise<ServerProcess> =>
      launchOn(on, cluster, binaries, settings, temporary);
    const started = await startOnFreePort(port, launch);
    return handleOf(cluster, temporary, started.port, started.server, () => launch(started.port));
  } catch (error) {
    if (temporary) await rm(cluster.folder, { recursive: true, force: true });
    throw error;
  }
}

async function launchOn(
  port: number,
  cluster: PostgresCluster,
  binaries: PostgresBinaries,
  settings: Record<string, string>,
  temporary: boolean,
): Promise<ServerProcess> {
  await clearStaleLock(cluster.data);
  const flags = Object.entries({ ...defaults, ...settings }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ]);
  return ServerProcess.start({
    name: 'PostgreSQL',
    command: binaries.postgres,
    args: ['-D', cluster.data, '-p', String(port), ...flags],
    ...cluster.user,
    logFile: join(cluster.folder, 'postgres.log'),
    isReady: () => answers(addressOf(port, cluster.password)),
    ifOrphaned: temporary ? { signal: 'QUIT', deleteFolder: cluster.folder } : { signal: 'INT' },
  });
}

function handleOf(
  cluster: PostgresCluster,
  temporary: boolean,
  port: number,
  first: ServerProcess,
  launch: () => Promise<ServerProcess>,
): PostgresServer {
  const url = addressOf(port, cluster.password);
  let server: ServerProcess | undefined = first;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const running = server;
    server = undefined;
    await running?.end(signal);
  };
  return {
    url,
    urlOf: (database) => urlOf(url, database),
    createDatabase: (name, template) => createDatabase(url, name, template),
    dropDatabase: (name) => dropDatabase(url, name),
    stop: async () => {
      // SIGINT closes the connections and writes a checkpoint, which is wasted on data that go next.
      await end(temporary ? 'SIGQUIT' : 'SIGINT');
      if (temporary) await rm(cluster.folder, { recursive: true, force: true });
    },
    kill: () => end('SIGQUIT'),
    restart: async () => {
      await end('SIGQUIT');
      server = await launch();
    },
  };
}

function addressOf(port: number, password: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
