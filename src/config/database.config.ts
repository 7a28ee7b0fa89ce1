import { registerAs } from '@nestjs/config';
import { readEnvironment } from './environment';

/** PostgreSQL, which holds every truth. */
export const databaseConfig = registerAs('database', () => {
  const env = readEnvironment();
  return { url: env.DATABASE_URL, migrateOnStart: env.MIGRATE_ON_START === 'true' };
});
