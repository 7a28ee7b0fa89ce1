import type { Delivery } from '../../src/notifications/channel/notification-channel';
import { idOf } from '../billing/people';
import { captureLog } from '../harness/captured-log';
import { eventually } from '../harness/eventually';
import { type Service, startService } from '../harness/service';
import { ARRIVED, channelCalled, houseWith, Pigeons } from './house';
import { news, raise, settled } from './outbox-rows';

const INFO = 30;
const WARN = 40;

describe('The log of notifications', () => {
  const log = captureLog();
  const pigeons = new Pigeons();
  let service: Service;

  beforeAll(async () => {
    const house = houseWith(channelCalled('pigeon', pigeons));
    service = await startService({ PROCESS_ROLE: 'all', LOG_LEVEL: 'info' }, house);
  });
  afterAll(async () => {
    await service.close();
    jest.restoreAllMocks();
  });

  it.each<[Delivery, string, object]>([
    [ARRIVED, 'notification sent', { level: INFO, status: 'sent' }],
    [
      { outcome: 'unreachable', reason: 'moved' },
      'not told',
      { level: INFO, status: 'skipped', reason: expect.stringContaining('moved') },
    ],
    [
      { outcome: 'refused', reason: 'hawks' },
      'notification not sent',
      { level: WARN, status: 'failed', reason: expect.stringContaining('hawks') },
    ],
  ])('says of %j: %s, and nothing of what was told', async (delivery, words, facts) => {
    pigeons.answer = () => delivery;
    const userId = await idOf(await service.signUp());
    await raise(service, news(userId, 4711));
    const [row] = await settled(service, userId);

    const [line] = await eventually(() => {
      const lines = log.lines(words).filter(({ notificationId }) => notificationId === row!.id);
      return lines.length > 0 ? lines : undefined;
    });

    expect(line).toMatchObject({ ...facts, type: 'time_entry_created', attempt: 1 });
    expect(log.text()).not.toContain('Entry 4711');
  });
});
