import { DataSource } from 'typeorm';
import { InitialSchema1795300000000 } from '../../migrations/1795300000000-initial-schema';
import { BackgroundWork1795400000000 } from '../../migrations/1795400000000-background-work';
import { SlackAndNotifications1795500000000 } from '../../migrations/1795500000000-slack-and-notifications';
import { Invoices1795600000000 } from '../../migrations/1795600000000-invoices';
import { LongestEntries1795700000000 } from '../../migrations/1795700000000-longest-entries';
import { postgresOptions } from './options';

/** Every migration, oldest first. */
export const MIGRATIONS = [
  InitialSchema1795300000000,
  BackgroundWork1795400000000,
  SlackAndNotifications1795500000000,
  Invoices1795600000000,
  LongestEntries1795700000000,
];

/** Any number will do, as long as nobody else in this database uses it. */
const ADVISORY_LOCK = 7_214_033_518;

/**
 * Applies what is pending, under an advisory lock: of several processes that start at once one migrates, the others
 * wait and find nothing to do.
 */
export async function applyMigrations(url: string): Promise<void> {
  const source = await new DataSource({ ...postgresOptions(url), migrations: MIGRATIONS }).initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await source.runMigrations({ transaction: 'each' });
  } finally {
    // The lock ends with its session; destroying the pool closes it.
    await lock.release();
    await source.destroy();
  }
}
