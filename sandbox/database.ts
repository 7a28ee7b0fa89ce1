import { DatabaseError } from 'pg';
import type { PostgresServer } from './servers/postgres.server';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const DUPLICATE_DATABASE = '42P04';

/** The address of a database, which is made at the first start. */
export async function keptDatabase(postgres: PostgresServer, name: string): Promise<string> {
  try {
    return await postgres.createDatabase(name);
  } catch (error) {
    if (error instanceof DatabaseError && error.code === DUPLICATE_DATABASE) return postgres.urlOf(name);
    throw error;
  }
}
