import { Redis } from 'ioredis';
import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { freePort } from '../../sandbox/servers/free-port';
import { type RedisServer, startRedis } from '../../sandbox/servers/redis.server';
import { eventually } from '../harness/eventually';
import { startServiceProcess } from '../harness/service-process';
import { createDatabase, dropDatabase } from '../harness/test-database';

const REFUSAL =
  'REDIS_URL: this Redis may evict our queues (maxmemory-policy allkeys-lru): set it to noeviction';

describe('A Redis that may evict', () => {
  let redis: RedisServer;
  let databaseUrl: string;
  beforeAll(async () => {
    delete process.env.REDIS_URL;
    redis = await startRedis();
    databaseUrl = await createDatabase();
    const admin = new Redis(redis.url);
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await admin.quit();
  });
  afterAll(async () => {
    await dropDatabase(databaseUrl);
    await redis.stop();
  });

  it.each(['api', 'worker', 'all'])('stops the start of role %s, in one line', async (PROCESS_ROLE) => {
    const start = startServiceProcess(databaseUrl, { REDIS_URL: redis.url, PROCESS_ROLE });

    await expect(start).rejects.toThrow(`ended with 1:\n${REFUSAL}\n`);
  });

  it('is told of when it comes after the start', async () => {
    const line = await lineTo(redis.url);
    const service = await startServiceProcess(databaseUrl, { REDIS_URL: line.url, LOG_LEVEL: 'error' });
    expect(service.output()).not.toContain(REFUSAL);

    const server = await line.open();

    await eventually(() => service.output().includes(REFUSAL));
    await service.kill();
    server.close();
  });
});

/** An address where nobody answers, until it leads to that Redis. */
async function lineTo(redisUrl: string): Promise<{ url: string; open(): Promise<Server> }> {
  const { hostname, port } = new URL(redisUrl);
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on('error', () => socket.destroy());
  });
  const url = new URL(redisUrl);
  url.port = String(await freePort());
  return {
    url: url.href,
    open: async () => {
      await once(server.listen(Number(url.port), url.hostname), 'listening');
      return server;
    },
  };
}
