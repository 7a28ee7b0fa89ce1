import { Client } from 'pg';
import type { Service } from '../harness/service';

/** Ends all connections to the service's database, and allows no new ones. */
export async function cutOff({ databaseUrl }: Service): Promise<void> {
  const database = new URL(databaseUrl).pathname.slice(1);
  const admin = new Client({ connectionString: process.env.TEST_POSTGRES_URL });
  await admin.connect();
  await admin.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [database]);
  await admin.end();
}
