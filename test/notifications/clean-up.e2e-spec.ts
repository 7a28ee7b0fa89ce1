import { RemoveOldNotifications } from '../../src/notifications/tasks/remove-old-notifications.task';
import { idOf } from '../billing/people';
import { type Service, startService } from '../harness/service';

describe('The clean-up of notifications', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  it('removes what was finished more than 30 days ago, and nothing that is still to be told', async () => {
    const robin = await idOf(await service.signUp());
    await service.sql(
      `INSERT INTO notifications (user_id, type, facts, status, created_at, finished_at)
       SELECT $1, 'time_entry_created', '{}', status, at, CASE WHEN status <> 'waiting' THEN at END
       FROM unnest(ARRAY['sent', 'failed', 'waiting']) status, unnest(ARRAY[29, 31]) days,
         LATERAL (SELECT $2::timestamptz - days * interval '1 day' AS at) moment`,
      [robin, service.clock.now()],
    );
    const run = () => service.app.get(RemoveOldNotifications, { strict: false }).run();
    expect(await run()).toEqual({ notifications: 2 });
    expect(await run()).toEqual({ notifications: 0 });
    const left = await service.sql('SELECT status FROM notifications ORDER BY created_at, status');
    expect(left.map(({ status }) => status)).toEqual(['waiting', 'failed', 'sent', 'waiting']);
  });
});
