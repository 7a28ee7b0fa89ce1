import { Redis } from 'ioredis';
import { runServiceProcess } from '../harness/service-process';
import { Cluster } from './cluster';
import { LONG_TEST } from './length';

describe('A configuration that cannot work', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await Cluster.start();
  }, LONG_TEST);
  afterAll(() => cluster?.close());

  const start = (environment: Record<string, string>): ReturnType<typeof runServiceProcess> =>
    runServiceProcess(cluster.databaseUrl, { ...cluster.environmentOf('all'), ...environment });

  it(
    'is refused at once, with all that is wrong in one message',
    async () => {
      const { code, output } = await start({ SYNC_CRON: 'banana', CLEANUP_CRON: '99 * * * *' });
      expect(code).toBe(1);
      const lines = output.trim().split('\n');
      expect(lines.filter((line) => line.includes('SYNC_CRON'))).toHaveLength(1);
      expect(lines.filter((line) => line.includes('CLEANUP_CRON'))).toHaveLength(1);
      expect(lines).toHaveLength(3);
      expect(output).not.toMatch(/banana|99 \*/);
    },
    LONG_TEST,
  );

  it(
    'is a Redis that throws jobs away when its memory is full: one line says so',
    async () => {
      const redis = new Redis(cluster.redis.url);
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
