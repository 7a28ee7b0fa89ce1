import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { Client } from 'pg';
import { eventually } from '../harness/eventually';
import { type ServiceProcess, startServiceProcess } from '../harness/service-process';
import { createDatabase, dropDatabase } from '../harness/test-database';

describe('A process that gets SIGTERM', () => {
  let databaseUrl: string;
  let service: ServiceProcess;
  let token: string;
  beforeEach(async () => {
    databaseUrl = await createDatabase();
    service = await startServiceProcess(databaseUrl, { LOG_LEVEL: 'error' });
    const newcomer = { email: 'robin@example.com', name: 'Robin', password: 'correct horse' };
    const { body } = await service.anonymous.post('/auth/signup', newcomer).expect(201);
    token = body.access_token;
  });
  afterEach(async () => {
    await service.kill();
    await dropDatabase(databaseUrl);
  });

  const hangsUp = (path: string): Promise<boolean> =>
    ask(service, path, token).then(
      ({ connection }) => connection === 'close',
      () => false,
    );

  it('fails no request of twenty clients that hammer it', async () => {
    const clients = Array.from({ length: 20 }, (_, at) =>
      hammer(service, at % 2 ? '/health/live' : ME, token),
    );
    await eventually(() => clients.every(({ answered }) => answered() > 10));

    const ended = service.stop();

    const failures = await Promise.all(clients.map(({ refused }) => refused));
    expect(failures).toEqual(clients.map(() => 'ECONNREFUSED'));
    expect(await ended).not.toBe(1);
  });

  it('is not ready at once, but serves, and asks clients not to come back', async () => {
    const ended = service.stop();

    await eventually(() => hangsUp('/health/live'));
    expect(await ask(service, '/health/ready')).toMatchObject({ status: 503, connection: 'close' });
    expect(await ask(service, ME, token)).toMatchObject({ status: 200, connection: 'close' });
    expect(await ended).not.toBe(1);
  });

  it('answers what is under way, however late, before it ends', async () => {
    const database = await locked(databaseUrl);
    const slow = ask(service, '/api/v1/clients', token);
    await eventually(async () => waiting(database));

    const ended = service.stop();
    await eventually(() => isClosed(service));
    expect(service.lives()).toBe(true);
    await database.query('COMMIT');

    expect(await slow).toEqual({ status: 200, connection: 'close' });
    expect(await ended).not.toBe(1);
    await database.end();
  });

  it('does not wait for those who connected and say nothing', async () => {
    const silent = connect(Number(new URL(service.url).port), '127.0.0.1').on('error', () => undefined);
    await new Promise((resolve) => silent.once('connect', resolve));

    expect(await service.stop()).not.toBe(1);
    expect(service.output()).toBe('');
  });

  it('ends in time whatever hangs, and says so', async () => {
    const database = await locked(databaseUrl);
    const hanging = ask(service, '/api/v1/clients', token).catch(({ code }: { code: string }) => code);
    await eventually(async () => waiting(database));

    expect(await service.stop()).toBe(1);

    expect(await hanging).toBe('ECONNRESET');
    expect(service.output().trim().split('\n')).toEqual([expect.stringContaining('not finished in time')]);
    await database.end();
  });
});

const ME = '/api/v1/auth/me';

interface Answer {
  status: number;
  connection: string | undefined;
}

function ask({ url }: ServiceProcess, path: string, token = '', agent?: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(`${url}${path}`, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      const { statusCode: status = 0, headers } = response;
      response
        .resume()
        .once('error', reject)
        .once('end', () => resolve({ status, connection: headers.connection }));
    }).once('error', reject);
  });
}

/** Asks again and again, over connections that it keeps, until it fails. */
function hammer(
  service: ServiceProcess,
  path: string,
  token: string,
): { answered(): number; refused: Promise<string> } {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let answered = 0;
  const untilRefused = async (): Promise<string> => {
    for (;;) {
      try {
        const { status } = await ask(service, path, token, agent);
        if (status !== 200) return `an answer with status ${status}`;
        answered += 1;
      } catch (error) {
        return (error as { code: string }).code;
      }
    }
  };
  return { answered: () => answered, refused: untilRefused() };
}

/** A session that holds up all who read clients, until it commits. */
async function locked(databaseUrl: string): Promise<Client> {
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  await database.query('BEGIN; LOCK TABLE clients IN ACCESS EXCLUSIVE MODE');
  return database;
}

async function waiting(database: Client): Promise<boolean> {
  const { rowCount } = await database.query(
    `SELECT FROM pg_locks WHERE NOT granted AND relation = 'clients'::regclass`,
  );
  return rowCount !== 0;
}

function isClosed({ url }: ServiceProcess): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('connect', () => resolve(false)).once('error', () => resolve(true));
    socket.once('connect', () => socket.destroy());
  });
}
