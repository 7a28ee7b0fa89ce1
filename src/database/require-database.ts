import { DataSource } from 'typeorm';
import { RefusesToStart } from '../common/errors/refuses-to-start';
import { postgresOptions } from './options';

/** SQLSTATEs with which PostgreSQL turns a newcomer away: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const REFUSALS = new Map([
  ['28P01', 'PostgreSQL refuses this user or password'],
  ['28000', 'PostgreSQL refuses this user or password'],
  ['3D000', 'this database does not exist'],
]);

/**
 * Connects once before anything relies on the database, so that a start in vain ends at once and says why.
 * @throws RefusesToStart that names the variable and a code; what PostgreSQL says itself would repeat user and database
 */
export async function requireDatabase(url: string): Promise<void> {
  const source = new DataSource(postgresOptions(url));
  try {
    await source.initialize();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const finding = REFUSALS.get(code ?? '') ?? 'PostgreSQL cannot be reached there';
    // What has no code is the driver's own sentence, which names nothing of the address.
    throw new RefusesToStart(`DATABASE_URL: ${finding} (${code ?? message})`);
  }
  await source.destroy();
}
