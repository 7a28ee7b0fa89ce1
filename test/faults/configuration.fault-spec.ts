import { Redis } from 'ioredis';
import { type RedisServer, startRedis } from '../../sandbox/servers/redis.server';
import { runServiceProcess } from '../harness/service-process';
import { LONG_TEST } from './length';

/** Nobody is there: what cannot work is refused before the database is asked for anything. */
const NO_DATABASE = 'postgres://nobody@127.0.0.1:1/nowhere';

describe('A configuration that cannot work', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  }, LONG_TEST);
  afterAll(() => server?.stop());

  const start = (environment: Record<string, string>): ReturnType<typeof runServiceProcess> =>
    runServiceProcess(NO_DATABASE, { PROCESS_ROLE: 'all', REDIS_URL: server.url, ...environment });

  it(
    'is refused at once, with all that is wrong in one message',
    async () => {
      // The second one can be read, but there is no such day.
      const { code, output } = await start({ SYNC_CRON: 'banana', CLEANUP_CRON: '0 0 30 2 *' });
      expect(code).toBe(1);
      const lines = output.trim().split('\n');
      expect(lines.filter((line) => line.includes('SYNC_CRON'))).toHaveLength(1);
      expect(lines.filter((line) => line.includes('CLEANUP_CRON'))).toHaveLength(1);
      expect(lines).toHaveLength(3);
      expect(output).not.toMatch(/banana|30 2/);
    },
    LONG_TEST,
  );

  it(
    'is a Redis that throws jobs away when its memory is full: one line says so',
    async () => {
      const redis = new Redis(server.url);
      await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
      redis.disconnect();
      const { code, output } = await start({});
      expect(code).toBe(1);
      expect(output.trim().split('\n')).toEqual([
        expect.stringMatching(/REDIS_URL.*allkeys-lru.*noeviction/),
      ]);
    },
    LONG_TEST,
  );
});
