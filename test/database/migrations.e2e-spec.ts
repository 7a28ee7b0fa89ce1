import { DataSource } from 'typeorm';
import { applyMigrations, MIGRATIONS } from '../../src/database/migrate';
import { postgresOptions } from '../../src/database/options';
import { ENTITIES } from '../../src/entities';
import { createDatabase, dropDatabase } from '../harness/test-database';

describe('The migrations', () => {
  let url: string;
  let source: DataSource;

  beforeAll(async () => {
    url = await createDatabase();
    source = await new DataSource({ ...postgresOptions(url, ENTITIES), migrations: MIGRATIONS }).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await dropDatabase(url);
  });

  it('make exactly the schema that the entities say', async () => {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('can be undone and done again', async () => {
    for (const _ of MIGRATIONS) await source.undoLastMigration();
    expect(await source.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).toEqual([
      { tablename: 'migrations' },
    ]);
    await source.runMigrations();
  });

  it('wait for each other when several processes start at once', async () => {
    for (const _ of MIGRATIONS) await source.undoLastMigration();

    await Promise.all(Array.from({ length: 4 }, () => applyMigrations(url)));

    expect(await source.query('SELECT count(*)::int AS count FROM migrations')).toEqual([
      { count: MIGRATIONS.length },
    ]);
  });

  it('know only instants with a time zone', async () => {
    const columns = await source.query(
      `SELECT table_name, column_name FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type = 'timestamp without time zone'`,
    );
    expect(columns).toEqual([]);
  });

  it('give every foreign key an index to delete by', async () => {
    const missing = await source.query(`
      SELECT c.conrelid::regclass::text AS table, a.attname AS column
      FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      WHERE c.contype = 'f' AND NOT EXISTS (
        SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])`);
    expect(missing).toEqual([]);
  });
});
