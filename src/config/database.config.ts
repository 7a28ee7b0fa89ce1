import { registerAs } from '@nestjs/config';
import { readEnvironment } from './environment';

/** PostgreSQL, which holds every truth. */
export const databaseConfig = registerAs('database', () => ({ url: readEnvironment().DATABASE_URL }));
