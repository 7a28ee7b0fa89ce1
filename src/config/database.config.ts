import { registerAs } from '@nestjs/config';
import { readEnvironment } from './environment';

/** PostgreSQL, which holds all data that matters. */
export const databaseConfig = registerAs('database', () => ({ url: readEnvironment().DATABASE_URL }));
