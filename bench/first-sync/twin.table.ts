import type { Client } from 'pg';
import { COLUMNS } from './event.columns';

const ORIGINAL = 'synced_calendar_events';

/** Makes a table like that of the stored events: its columns, defaults, checks, indices and foreign keys. */
export async function createTwin(database: Client, name: string): Promise<void> {
  await database.query(`CREATE TABLE ${name} (LIKE ${ORIGINAL} INCLUDING ALL)`);
  const { rows } = await database.query<{ rule: string }>(
    `SELECT pg_get_constraintdef(oid) AS rule FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'f'`,
    [ORIGINAL],
  );
  for (const { rule } of rows) await database.query(`ALTER TABLE ${name} ADD ${rule}`);
}

/**
 * Compares what lanes stored: a race is fair only between equals.
 * @throws Error when the twin does not hold the very rows of the original
 */
export async function requireEqual(database: Client, twin: string): Promise<void> {
  const names = COLUMNS.filter((column) => column !== 'generation').join(', ');
  const { rows } = await database.query<{ differences: number }>(
    `SELECT count(*)::int AS differences FROM (
       (SELECT ${names} FROM ${ORIGINAL} EXCEPT ALL SELECT ${names} FROM ${twin})
       UNION ALL
       (SELECT ${names} FROM ${twin} EXCEPT ALL SELECT ${names} FROM ${ORIGINAL})) AS difference`,
  );
  const { differences } = rows[0]!;
  if (differences > 0) throw new Error(`${twin} differs from ${ORIGINAL} in ${differences} rows.`);
}
