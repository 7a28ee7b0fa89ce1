import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { GoogleControl } from '../../sandbox/google/google.control';
import { startPostgres } from '../../sandbox/servers/postgres.server';
import { startRedis } from '../../sandbox/servers/redis.server';
import { ApiClient } from './api.client';
import { DatabaseMeter } from './database.meter';
import { startGoogle } from './google.process';
import { startService } from './service.process';

/** Everything a measure needs, new and empty: servers as in production, each in a process of its own. */
export interface Stage {
  api: ApiClient;
  google: GoogleControl;
  googleUrl: string;
  /** The service's database, for what no route shows or resets. */
  database: Client;
  databaseUrl: string;
  meter: DatabaseMeter;
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
    const servers = { databaseUrl, redisUrl: redis.url, googleUrl: google.url };
    const service = await startService(servers, logs);
    opened(service, () => service.stop());
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
      meter: await DatabaseMeter.install(await connect(postgres.url), 'bench'),
    });
  } finally {
    for (const close of closings) await close();
  }
}
