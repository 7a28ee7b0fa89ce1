import { type RedisServer, startRedis } from '../../../sandbox/servers/redis.server';
import type { Api } from '../../harness/api';
import { captureLog } from '../../harness/captured-log';
import { eventually } from '../../harness/eventually';
import { type GoogleService, startGoogleService } from '../../harness/google-service';
import { type LiveCalendar, selectSynced } from './live-calendar';

describe('While Redis is away', () => {
  const log = captureLog();
  let redis: RedisServer;
  let service: GoogleService;
  let user: Api;
  let calendar: LiveCalendar;

  beforeAll(async () => {
    redis = await startRedis();
    service = await startGoogleService({ PROCESS_ROLE: 'all', REDIS_URL: redis.url, LOG_LEVEL: 'warn' });
    user = await service.signUp();
    calendar = await selectSynced(service, user);
  });
  afterAll(async () => {
    await service.close();
    await redis.stop();
    jest.restoreAllMocks();
  });

  it('syncs are asked for as quickly as ever, waited for as ever, and done in the background when it is back', async () => {
    await redis.kill();
    const began = Date.now();
    const { body } = await calendar.request().expect(202);
    const batch = await user.post('/admin/integrations/sync', {}).expect(202);
    expect(Date.now() - began).toBeLessThan(1_000);
    expect(batch.body.queued).toBe(1);
    await user.post(`/integrations/google/${calendar.id}/sync`).expect(200);
    const path = `/integrations/jobs/${body.job_id}`;
    expect((await user.get(path).expect(200)).body.status).toBe('queued');

    await eventually(() => log.lines('queue not told of a batch').length === 1);
    expect(log.lines('queue not told of a run')).toMatchObject([{ runId: body.job_id }]);

    await redis.restart();
    await eventually(async () => (await user.get(path).expect(200)).body.status === 'succeeded');
    const progress = await user.get(`/admin/integrations/sync/${batch.body.batch_id}`).expect(200);
    expect(progress.body).toMatchObject({ total: 1, succeeded: 1 });
    expect(await calendar.requests()).toBe(2);
  });
});
