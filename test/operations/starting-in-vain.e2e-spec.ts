import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { freePort } from '../../sandbox/servers/free-port';
import { runServiceProcess } from '../harness/service-process';
import { createDatabase, dropDatabase } from '../harness/test-database';

describe('A start in vain says why in one line, and ends with 1', () => {
  let databaseUrl: string;
  beforeAll(async () => {
    databaseUrl = await createDatabase();
  });
  afterAll(() => dropDatabase(databaseUrl));

  const otherDatabase = (change: (url: URL) => void): string => {
    const url = new URL(databaseUrl);
    change(url);
    return url.href;
  };

  it.each(['true', 'false'])(
    'where nobody answers at DATABASE_URL (MIGRATE_ON_START=%s)',
    async (MIGRATE_ON_START) => {
      const port = String(await freePort());
      const url = otherDatabase((address) => (address.port = port));

      expect(await runServiceProcess(url, { MIGRATE_ON_START })).toEqual({
        code: 1,
        output: 'DATABASE_URL: PostgreSQL cannot be reached there (ECONNREFUSED)\n',
      });
    },
  );

  it('where the user is unknown to PostgreSQL, or the password wrong', async () => {
    const stranger = otherDatabase((url) => (url.username = 'stranger'));
    const { code, output } = await runServiceProcess(stranger);

    expect(code).toBe(1);
    expect(output).toMatch(/^DATABASE_URL: PostgreSQL refuses this user or password \(28(P01|000)\)\n$/);
  });

  it('where the database is missing', async () => {
    const missing = otherDatabase((url) => (url.pathname = '/missing'));

    expect(await runServiceProcess(missing)).toEqual({
      code: 1,
      output: 'DATABASE_URL: this database does not exist (3D000)\n',
    });
  });

  it('where the port is taken', async () => {
    const other = createServer();
    await once(other.listen(0), 'listening');
    const PORT = String((other.address() as AddressInfo).port);

    expect(await runServiceProcess(databaseUrl, { PORT })).toEqual({
      code: 1,
      output: 'PORT: another process listens there (EADDRINUSE)\n',
    });
    other.close();
  });

  it('where the address is not one of this machine', async () => {
    expect(await runServiceProcess(databaseUrl, { LISTEN_HOST: '192.0.2.1' })).toEqual({
      code: 1,
      output: 'LISTEN_HOST: this machine has no such address (EADDRNOTAVAIL)\n',
    });
  });
});
