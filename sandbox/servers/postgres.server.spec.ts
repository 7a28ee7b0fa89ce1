import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { runStatement } from './postgres.database';
import { startPostgres, withoutDurability } from './postgres.server';

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('startPostgres', () => {
  it('copies a template, survives a crash on the same address, and drops', async () => {
    const server = await startPostgres({ settings: withoutDurability });
    try {
      const template = await server.createDatabase('source');
      await runStatement(template, 'CREATE TABLE kept AS SELECT 7 AS number');
      const copy = await server.createDatabase('Copy-1', 'source');
      expect(copy).toBe(server.urlOf('Copy-1'));

      await server.restart();
      expect(await query(copy, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
      expect(await query(server.url, 'SHOW max_connections')).toEqual([{ max_connections: '200' }]);

      await server.kill();
      await expect(query(copy, 'SELECT 1')).rejects.toThrow();
      await server.restart();

      await server.dropDatabase('Copy-1');
      await expect(query(copy, 'SELECT 1')).rejects.toThrow('does not exist');
    } finally {
      await server.stop();
      await server.stop();
    }
  });

  it('keeps the data of a directory, also behind a lock file of another process', async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'billops-spec-'));
    await chmod(dataDirectory, 0o755);
    try {
      const first = await startPostgres({ dataDirectory });
      const url = await first.createDatabase('ledger');
      await runStatement(url, "CREATE TABLE entries AS SELECT 'paid' AS state");
      await first.stop();

      // What a killed machine leaves: a number that belongs to somebody else by now.
      await writeFile(join(dataDirectory, 'data', 'postmaster.pid'), `${process.pid}\n`);
      const second = await startPostgres({ dataDirectory });
      expect(await query(second.urlOf('ledger'), 'SELECT state FROM entries')).toEqual([{ state: 'paid' }]);
      await second.stop();
    } finally {
      await rm(dataDirectory, { recursive: true, force: true });
    }
  });
});
