import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import request from 'supertest';
import { type Service, startService } from '../harness/service';
import { cutOff } from './cut-off';

const ALL = { PROCESS_ROLE: 'all' };
const NOBODY = 'redis://127.0.0.1:1';

describe('Health', () => {
  let service: Service;
  afterEach(() => service.close());

  const ask = (path: string) => request(service.url).get(`/health/${path}`);

  it('is ok with Postgres and Redis, without a token', async () => {
    service = await startService(ALL);

    for (const path of ['live', 'ready']) {
      const { body } = await ask(path).expect(200).expect('Cache-Control', 'no-store');
      expect(body).toEqual({ status: 'ok', checks: { postgres: 'ok', redis: 'ok' } });
    }
  });

  it('is degraded without Redis, and still ready', async () => {
    service = await startService({ ...ALL, REDIS_URL: NOBODY });

    const { body } = await ask('ready').expect(200);

    expect(body).toEqual({ status: 'degraded', checks: { postgres: 'ok', redis: 'unavailable' } });
  });

  it('is unavailable without Redis for a worker', async () => {
    service = await startService({ REDIS_URL: NOBODY, PROCESS_ROLE: 'worker' });

    const { body } = await ask('ready').expect(503);

    expect(body).toMatchObject({ status: 'unavailable', checks: { redis: 'unavailable' } });
    await ask('live').expect(200);
  });

  it('is unavailable without Postgres, but the process lives', async () => {
    service = await startService(ALL);
    await cutOff(service);

    const ready = await ask('ready').expect(503);
    const live = await ask('live').expect(200);

    expect(ready.body).toMatchObject({ status: 'unavailable', checks: { postgres: 'unavailable' } });
    expect(live.body.status).toBe('ok');
  });

  it('answers while Redis hangs', async () => {
    const redis = await hangingRedis();
    service = await startService({ ...ALL, REDIS_URL: redis.url });
    await ask('ready').expect(200, { status: 'ok', checks: { postgres: 'ok', redis: 'ok' } });

    redis.hang();
    const { body } = await ask('ready').expect(200);

    expect(body.status).toBe('degraded');
    redis.server.close();
  });
});

describe('A worker', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ PROCESS_ROLE: 'worker' });
  });
  afterAll(() => service.close());

  it('has no API, but health checks', async () => {
    const { body } = await service.anonymous.get('/clients').expect(404);
    expect(body.code).toBe('not_found');
    await service.anonymous.post('/auth/login', {}).expect(404);
    await request(service.url).get('/API/v1/clients').expect(404);

    await request(service.url).get('/health/ready').expect(200);
  });
});

/** The tests' Redis behind a line that can go dead without breaking. */
async function hangingRedis(): Promise<{ url: string; server: Server; hang: () => void }> {
  const url = new URL(process.env.TEST_REDIS_URL!);
  const port = Number(url.port);
  let dead = false;
  const server = createServer((near) => {
    const far = connect(port, url.hostname);
    near.on('data', (bytes) => dead || far.write(bytes)).on('close', () => far.destroy());
    far.pipe(near);
    for (const socket of [near, far]) socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url.port = String((server.address() as AddressInfo).port);
  return { url: url.href, server, hang: () => (dead = true) };
}
