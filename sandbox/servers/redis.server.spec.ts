import Redis from 'ioredis';
import { startRedis } from './redis.server';

describe('startRedis', () => {
  const configured = process.env.REDIS_URL;
  beforeEach(() => delete process.env.REDIS_URL);
  afterEach(() => {
    if (configured !== undefined) process.env.REDIS_URL = configured;
    else delete process.env.REDIS_URL;
  });

  it('takes the server of REDIS_URL, and leaves it alone', async () => {
    process.env.REDIS_URL = 'redis://elsewhere:1';
    const server = await startRedis();
    expect(server).toMatchObject({ url: 'redis://elsewhere:1', external: true });
    await server.stop();
    await expect(server.restart()).rejects.toThrow('not ours');
  });

  it('never evicts, asks for a password, and comes back empty on the same address', async () => {
    const server = await startRedis();
    const client = new Redis(server.url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
    client.on('error', () => undefined);
    try {
      await client.set('key', 'value');
      expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
      const stranger = new Redis(server.url.replace(/:[^:]*@/, ''), {
        lazyConnect: true,
        retryStrategy: () => null,
      });
      stranger.on('error', () => undefined);
      await expect(stranger.get('key')).rejects.toThrow('NOAUTH');
      stranger.disconnect();

      await server.restart();
      expect(await client.get('key')).toBeNull();
    } finally {
      client.disconnect();
      await server.stop();
    }
  });
});
