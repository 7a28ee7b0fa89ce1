import { runStatement } from '../sandbox/servers/postgres.database';
import { startPostgres, withoutDurability } from '../sandbox/servers/postgres.server';
import { startRedis } from '../sandbox/servers/redis.server';
import { applyMigrations } from '../src/database/migrate';

declare global {
  // The one thing that Jest lets a setup share with its teardown.
  var stopTestServers: (() => Promise<unknown>) | undefined;
}

/** The database that test files copy: it has all migrations and no rows. */
const template = 'billops_template';

/** Starts what the end-to-end tests need. Without a teardown, the servers end with Jest. */
async function startTestServers(): Promise<void> {
  const [postgres, redis] = await Promise.all([startMigratedPostgres(), startRedis()]);
  globalThis.stopTestServers = () => Promise.all([postgres.stop(), redis.stop()]);
  process.env.TEST_POSTGRES_URL = postgres.url;
  process.env.TEST_REDIS_URL = redis.url;
}

async function startMigratedPostgres(): ReturnType<typeof startPostgres> {
  const postgres = await startPostgres({ settings: withoutDurability });
  await applyMigrations(await postgres.createDatabase(template));
  // A database that somebody is connected to cannot be copied.
  await runStatement(
    postgres.url,
    `ALTER DATABASE ${template} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`,
  );
  return postgres;
}

// Jest takes the module itself, or its default export, which the house does without.
export = startTestServers;
