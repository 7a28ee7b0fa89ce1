import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { databaseProblem } from '../../src/database/database-problem';
import type { Api } from '../harness/api';
import { eventually } from '../harness/eventually';
import { type Line, openLine } from '../harness/line';
import { type Service, startService } from '../harness/service';
import { createDatabase, dropDatabase } from '../harness/test-database';

/** As many connections as `postgresOptions` allows. */
const POOL = 20;
const AWAY = { code: 'unavailable', detail: 'The database is away.' };

describe('A database that goes away under requests', () => {
  let service: Service;
  let robin: Api;
  let line: Line;
  /** Two connections past the line: within a transaction, PostgreSQL shows others as they were at its first look. */
  let locker: Client;
  let watcher: Client;
  let databaseUrl: string;
  beforeAll(async () => {
    databaseUrl = await createDatabase();
    line = await openLine(databaseUrl);
    service = await startService({ DATABASE_URL: line.url });
    robin = await service.signUp();
    locker = new Client({ connectionString: databaseUrl });
    watcher = new Client({ connectionString: databaseUrl });
    await Promise.all([locker.connect(), watcher.connect()]);
  });
  afterAll(async () => {
    await service.close();
    await Promise.all([locker.end(), watcher.end()]);
    line.close();
    await dropDatabase(databaseUrl);
  });

  /** Lists of clients wait from here on, until the transaction ends. */
  const hold = (): Promise<unknown> => locker.query('BEGIN; LOCK TABLE clients IN ACCESS EXCLUSIVE MODE');
  const waiting = async (count: number): Promise<boolean> => {
    const { rows } = await watcher.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows.length === count;
  };

  it('answers 503 to those whose query is cut off, and serves the next ones', async () => {
    await hold();
    const cutOff = robin.get('/clients').then((answer) => answer);
    await eventually(() => waiting(1));

    line.cut();

    const { status, body, headers } = await cutOff;
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    expect(body).toMatchObject(AWAY);
    await locker.query('ROLLBACK');
    await robin.get('/clients').expect(200);
  });

  it('answers 503 to those for whom the pool has no connection in time', async () => {
    await hold();
    const holding = Array.from({ length: POOL }, () => robin.get('/clients').then(({ status }) => status));
    await eventually(() => waiting(POOL));

    const { body } = await robin.get('/auth/me').expect(503).expect('Retry-After', '5');

    expect(body).toMatchObject(AWAY);
    await locker.query('ROLLBACK');
    expect(new Set(await Promise.all(holding))).toEqual(new Set([200]));
  });

  it('is told from a fault of ours when it goes between two statements of a transaction', async () => {
    const transaction = service.app.get(DataSource).transaction(async (manager) => {
      await manager.query('SELECT 1');
      line.cut();
      await eventually(() => manager.queryRunner?.isReleased);
      await manager.query('SELECT 1');
    });

    const error: unknown = await transaction.catch((reason: unknown) => reason);

    expect(databaseProblem(error)).toMatchObject(AWAY);
  });
});
