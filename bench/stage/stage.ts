import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { GoogleControl } from '../../sandbox/google/google.control';
import { startPostgres } from '../../sandbox/servers/postgres.server';
import { startRedis } from '../../sandbox/servers/redis.server';
import { repeat } from '../figures/stopwatch';
import { ApiClient } from './api.client';
import { DatabaseMeter } from './database.meter';
import { startGoogle } from './google.process';
import type { RunningProcess } from './node.process';
import { type Deployment, newSecrets, startService } from './service.process';

/** Everything a measure needs, new and empty: servers as in production, each in a process of its own. */
export interface Stage {
  api: ApiClient;
  google: GoogleControl;
  googleUrl: string;
  /** The service's database, for what no route shows or resets. */
  database: Client;
  databaseUrl: string;
  redisUrl: string;
  meter: DatabaseMeter;
  /** Where the service listens that `api` speaks to. */
  apiUrl: string;
  /** Adds worker processes, for measures of what happens in the background. */
  startWorkers(count: number): Promise<RunningProcess[]>;
}

/**
 * Sets the stage, plays, and clears it away. PostgreSQL keeps its default durability: fsync on, synchronous_commit on.
 * pg_stat_statements watches all that is measured alike.
 */
export async function onStage<T>(play: (stage: Stage) => Promise<T>): Promise<T> {
  const closings: (() => Promise<void>)[] = [];
  const opened = <R>(resource: R, close: () => Promise<void>): R => (closings.unshift(close), resource);
  try {
    const logs = await mkdtemp(join(tmpdir(), 'billops-bench-'));
    opened(logs, () => rm(logs, { recursive: true, force: true }));
    const settings = { shared_preload_libraries: 'pg_stat_statements' };
    const postgres = await startPostgres({ settings });
    opened(postgres, () => postgres.stop());
    const redis = await startRedis();
    opened(redis, () => redis.stop());
    const google = await startGoogle(logs);
    opened(google, () => google.stop());
    const databaseUrl = await postgres.createDatabase('bench');
    const deployment: Deployment = {
      databaseUrl,
      redisUrl: redis.url,
      googleUrl: google.url,
      ...newSecrets(),
    };
    const start = async (role: 'api' | 'worker', name: string): Promise<RunningProcess> => {
      const service = await startService(deployment, role, name, logs);
      return opened(service, () => service.stop());
    };
    const service = await start('api', 'the service');
    const connect = async (url: string): Promise<Client> => {
      const client = new Client({ connectionString: url });
      await client.connect();
      return opened(client, () => client.end());
    };
    return await play({
      api: await ApiClient.signUp(service.url),
      google: new GoogleControl(google.url),
      googleUrl: google.url,
      database: await connect(databaseUrl),
      databaseUrl,
      redisUrl: redis.url,
      apiUrl: service.url,
      startWorkers: (count) => repeat(count, (number) => start('worker', `worker ${number + 1}`)),
      meter: await DatabaseMeter.install(await connect(postgres.url), 'bench'),
    });
  } finally {
    for (const close of closings) await close();
  }
}
