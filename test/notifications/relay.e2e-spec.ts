import { randomUUID } from 'node:crypto';
import { PreferencesService } from '../../src/notifications/preferences/preferences.service';
import { SendingRepository } from '../../src/notifications/relay/sending.repository';
import { idOf } from '../billing/people';
import { eventually } from '../harness/eventually';
import { type Service, startService } from '../harness/service';
import { channelCalled, houseWith, Pigeons } from './house';
import { hurry, news, raise, type Row, rowsOf, settled } from './outbox-rows';

const HOUR = 60 * 60 * 1000;

describe('What is in the outbox', () => {
  const pigeons = new Pigeons();
  let service: Service;
  let robin: string;

  beforeAll(async () => {
    service = await startService({ PROCESS_ROLE: 'all' }, houseWith(channelCalled('pigeon', pigeons)));
  });
  beforeEach(async () => {
    pigeons.reset();
    robin = await idOf(await service.signUp());
  });
  afterAll(() => service.close());

  const rowWhen = (condition: (row: Row) => boolean): Promise<Row> =>
    eventually(async () => {
      hurry(service);
      return (await rowsOf(service, robin)).find(condition);
    });
  const texts = (): unknown[] =>
    pigeons.flights.map(({ facts }) => 'description' in facts && facts.description);

  it('is told once, and what the channel gave is kept', async () => {
    await raise(service, news(robin));
    const [row] = await settled(service, robin);
    expect(row).toMatchObject({ status: 'sent', attempts: 1, receipt: { roof: 'red' }, reason: null });
    expect(pigeons.flights).toMatchObject([
      { id: row!.id, userId: robin, type: 'time_entry_created', facts: news(robin).facts },
    ]);
  });

  it('is told in order, and not faster than one in a second', async () => {
    for (const number of [1, 2, 3]) {
      await raise(service, news(robin, number));
      // What is raised in the same millisecond has no order.
      service.clock.advance(1);
    }
    await settled(service, robin);
    expect(texts()).toEqual(['Entry 1', 'Entry 2', 'Entry 3']);
    const [first, second, third] = pigeons.flights.map(({ at }) => at);
    expect(second! - first!).toBeGreaterThan(950);
    expect(third! - second!).toBeGreaterThan(950);
  });

  it('keeps its distance also from what was told by a process whose clock is ahead', async () => {
    await service.sql(
      `INSERT INTO notifications (user_id, type, facts, status, finished_at) VALUES ($1, 'time_entry_created', '{}', 'sent', $2)`,
      [robin, new Date(service.clock.now().getTime() + 30_000)],
    );
    await raise(service, news(robin));
    const other = await idOf(await service.signUp());
    await raise(service, news(other, 2));
    await settled(service, other);
    expect(texts()).toEqual(['Entry 2']);
    service.clock.advance(31_500);
    await settled(service, robin);
    expect(texts()).toEqual(['Entry 2', 'Entry 1']);
  });

  it('is not told to who has switched that off', async () => {
    await service.app.get(PreferencesService).set(robin, { switchOff: ['time_entry_created'] });
    await raise(service, news(robin));
    expect(await settled(service, robin)).toMatchObject([
      { status: 'skipped', reason: 'The person has switched off messages of this type.' },
    ]);
    expect(pigeons.flights).toEqual([]);
  });

  it('is told later when the channel says so, and what comes after it waits as long', async () => {
    pigeons.answer = () => ({ outcome: 'later', reason: 'fog', retryAfterSeconds: 90 });
    const before = service.clock.now().getTime();
    await raise(service, news(robin, 1));
    service.clock.advance(1);
    await raise(service, news(robin, 2));
    const row = await rowWhen(({ status, reason }) => status === 'waiting' && reason === 'fog');
    expect(row.not_before.getTime() - before).toBeGreaterThan(89_000);
    pigeons.reset();
    service.clock.advance(80_000);
    const other = await idOf(await service.signUp());
    await raise(service, news(other, 3));
    await settled(service, other);
    expect(texts()).toEqual(['Entry 3']);
    service.clock.advance(11_000);
    expect(await settled(service, robin)).toMatchObject([
      { status: 'sent', attempts: 2, reason: null },
      { status: 'sent', attempts: 1 },
    ]);
    expect(texts()).toEqual(['Entry 3', 'Entry 1', 'Entry 2']);
  });

  it('is given up after twelve attempts, with pauses that grow', async () => {
    pigeons.answer = () => ({ outcome: 'later', reason: 'fog' });
    await raise(service, news(robin));
    const pauses: number[] = [];
    for (let attempt = 1; attempt < 12; attempt += 1) {
      const row = await rowWhen(({ status, attempts }) => status === 'waiting' && attempts === attempt);
      pauses.push(row.not_before.getTime() - service.clock.now().getTime());
      service.clock.moveTo(row.not_before);
    }
    expect(await settled(service, robin)).toMatchObject([
      { status: 'failed', attempts: 12, reason: 'Tried 12 times: fog' },
    ]);
    expect(pauses[0]).toBeLessThan(4_100);
    expect(pauses[10]).toBeGreaterThan(0.5 * HOUR);
  });

  it.each([
    ['refused', 'failed'],
    ['unknown', 'unconfirmed'],
    ['unreachable', 'skipped'],
  ] as const)('is told no more when it is %s', async (outcome, status) => {
    pigeons.answer = () => ({ outcome, reason: 'hawks' });
    await raise(service, news(robin));
    const [row] = await settled(service, robin);
    expect(row).toMatchObject({ status, attempts: 1, reason: expect.stringContaining('hawks') });
    expect(pigeons.flights).toHaveLength(1);
  });

  it('is unconfirmed when the channel breaks its word', async () => {
    pigeons.answer = () => Promise.reject(new Error('lost a wing'));
    await raise(service, news(robin));
    expect(await settled(service, robin)).toMatchObject([
      { status: 'unconfirmed', reason: 'pigeon: Error: lost a wing' },
    ]);
  });

  it('is unconfirmed, and not told again, when its worker died while sending it', async () => {
    await service.sql(
      `INSERT INTO notifications (user_id, type, facts, status, attempts, dispatched_at, sending_since)
       SELECT $1, 'time_entry_created', '{}', 'sending', 1, now(), now() - seconds * interval '1 second'
       FROM unnest(ARRAY[50, 61]) seconds`,
      [robin],
    );
    const lost = await rowWhen(({ status }) => status === 'unconfirmed');
    expect(lost.reason).toContain('worker');
    const rest = (await rowsOf(service, robin)).filter(({ id }) => id !== lost.id);
    expect(rest).toMatchObject([{ status: 'sending', attempts: 1 }]);
    expect(pigeons.flights).toEqual([]);
    await service.sql('DELETE FROM notifications WHERE user_id = $1', [robin]);
  });

  it('is no news after a day', async () => {
    const now = service.clock.now().getTime();
    await service.sql(
      `INSERT INTO notifications (user_id, type, facts, created_at, not_before)
       SELECT $1, 'time_entry_created', '{}', at, at FROM unnest($2::timestamptz[]) at`,
      [robin, [new Date(now - 25 * HOUR), new Date(now - 23 * HOUR)]],
    );
    expect(await settled(service, robin)).toMatchObject([{ status: 'skipped' }, { status: 'sent' }]);
    expect(pigeons.flights).toHaveLength(1);
  });

  it('is told again to a queue that has forgotten it', async () => {
    await service.sql(
      `INSERT INTO notifications (user_id, type, facts, dispatched_at) VALUES ($1, 'time_entry_created', '{}', now())`,
      [robin],
    );
    await settled(service, robin);
    expect(pigeons.flights).toHaveLength(1);
  });

  it('is written down as told although the database was away for a moment', async () => {
    const rows = service.app.get(SendingRepository, { strict: false });
    const finish = jest.spyOn(rows, 'finish').mockRejectedValueOnce(new Error('terminating connection'));
    await raise(service, news(robin));
    expect(await settled(service, robin)).toMatchObject([{ status: 'sent', attempts: 1 }]);
    expect([finish.mock.calls.length, pigeons.flights.length]).toEqual([2, 1]);
    finish.mockRestore();
  });

  it('is one for each subject', async () => {
    const subject = randomUUID();
    for (let time = 0; time < 3; time += 1) await raise(service, { ...news(robin), subject });
    expect(await settled(service, robin)).toHaveLength(1);
  });

  it('keeps nobody waiting for somebody else', async () => {
    let letGo: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (letGo = resolve));
    const mila = await idOf(await service.signUp('Mila'));
    pigeons.answer = async ({ userId }) => {
      if (userId === robin) await slow;
      return { outcome: 'sent', receipt: {} };
    };
    await raise(service, news(robin, 1), news(robin, 2), news(mila, 3));
    await settled(service, mila);
    expect(pigeons.flights.filter(({ userId }) => userId === robin)).toHaveLength(1);
    letGo();
    await settled(service, robin);
  });
});
