import { captureLog } from '../harness/captured-log';
import { eventually } from '../harness/eventually';
import { type Service, startService } from '../harness/service';
import { startServiceProcess } from '../harness/service-process';
import { createDatabase, dropDatabase } from '../harness/test-database';

describe('The log', () => {
  it('has one line for each request, whether it is of the API or not', async () => {
    const database = await createDatabase();
    const service = await startServiceProcess(database, { LOG_LEVEL: 'info' });
    const paths = ['/', '/health/ready', '/metrics', '/api/v1/auth/me'];
    for (const path of paths) await fetch(service.url + path);
    const logged = (): string[] =>
      service
        .output()
        .split('\n')
        .filter((line) => line.includes('request completed') && line.endsWith('}'))
        .map((line) => (JSON.parse(line) as { req: { path: string } }).req.path)
        .filter((path) => paths.includes(path));

    await eventually(() => logged().length >= paths.length);
    await service.stop();

    expect(logged().sort()).toEqual([...paths].sort());
    await dropDatabase(database);
  });
});

describe('The line of a request', () => {
  const log = captureLog();
  let service: Service;

  beforeAll(async () => {
    service = await startService({ LOG_LEVEL: 'info' });
  });
  afterAll(async () => {
    await service.close();
    jest.restoreAllMocks();
  });

  it('tells what it was answered, how long that took, whose it was, and its id', async () => {
    const robin = await service.signUp('Robin');
    const { id: userId } = (await robin.get('/auth/me').set('X-Request-Id', 'trace-42')).body;
    await robin.post('/clients', { name: '' }).expect(400);

    const completed = () => log.lines('request completed').filter((line) => line.userId === userId);
    await eventually(() => completed().length === 2);
    expect(completed()).toMatchObject([
      {
        req: { method: 'GET', path: '/api/v1/auth/me' },
        res: { status: 200 },
        durationMs: expect.any(Number),
        requestId: 'trace-42',
      },
      { req: { method: 'POST', path: '/api/v1/clients' }, res: { status: 400 } },
    ]);
  });
});
