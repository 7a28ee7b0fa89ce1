import { getQueueToken } from '@nestjs/bull';
import type { Queue } from 'bull';
import { Redis } from 'ioredis';
import { TaskProcessor } from '../../src/operations/background/task.processor';
import { eventually } from '../harness/eventually';
import { type Service, startService } from '../harness/service';
import { DAILY, DAILY_LATER, houseWithTask, makeDue, rowOf } from './house';

const NAME = 'count-sheep';
const ROUNDS = 2;

describe('Workers that share a database', () => {
  let services: Service[];
  let slots: Date[];
  let finish: (() => void)[];
  let waits: boolean;

  const start = async (schedule: string, environment: Record<string, string> = {}): Promise<Service> => {
    const house = houseWithTask(NAME, schedule, (slot) => {
      slots.push(slot);
      if (!waits) return {};
      return new Promise((resolve) => finish.push(() => resolve({})));
    });
    const service = await startService({ PROCESS_ROLE: 'worker', ...environment }, house);
    services.push(service);
    return service;
  };
  const share = ({ databaseUrl }: Service, schedule = DAILY): Promise<Service> =>
    start(schedule, { DATABASE_URL: databaseUrl, REDIS_PREFIX: process.env.REDIS_PREFIX! });

  beforeEach(() => {
    [services, slots, finish, waits] = [[], [], [], false];
  });
  afterEach(async () => {
    for (const service of services.reverse()) await service.close();
  });

  it('run a slot once', async () => {
    const first = await start(DAILY);
    await share(first);
    for (let round = 1; round <= ROUNDS; round += 1) {
      await makeDue(first, NAME);
      await eventually(async () => (await rowOf(first, NAME)).next_run_at > first.clock.now());
    }
    expect(slots).toHaveLength(ROUNDS);
    expect(new Set(slots.map(Number)).size).toBe(ROUNDS);
  });

  it('take over what one of them could not finish in time', async () => {
    const first = await start(DAILY);
    waits = true;
    await makeDue(first, NAME);
    await eventually(() => slots.length === 1);
    const second = await share(first);
    waits = false;
    const patience = 300;
    first.app.get(TaskProcessor).patienceMs = patience;
    const began = Date.now();
    await first.app.close();
    expect(Date.now() - began).toBeLessThan(patience + 4_000);

    // Half a minute passes: the lock of the one that has ended runs out. Bull looks for that every 10 seconds, and
    // believes what it sees twice.
    const redis = new Redis(process.env.REDIS_URL!);
    const prefix = `{${process.env.REDIS_PREFIX}}:background-tasks`;
    expect(await redis.del(`${prefix}:${NAME}:lock`)).toBe(1);
    const queue = second.app.get<Queue & { moveUnlockedJobsToWait(): Promise<void> }>(
      getQueueToken('background-tasks'),
      { strict: false },
    );
    for (let look = 1; look <= 2; look += 1) {
      await redis.del(`${prefix}:stalled-check`);
      await queue.moveUnlockedJobsToWait();
    }
    redis.disconnect();
    await eventually(async () => (await rowOf(second, NAME)).next_run_at > second.clock.now());
    expect(slots).toHaveLength(2);
    expect(slots[1]).toEqual(slots[0]);
    finish.forEach((done) => done());
  });

  it('finish what they can before they end', async () => {
    const first = await start(DAILY);
    waits = true;
    await makeDue(first, NAME);
    await eventually(() => slots.length === 1);
    const second = await share(first);
    const closing = first.app.close();
    finish.forEach((done) => done());
    await closing;
    expect((await rowOf(second, NAME)).next_run_at > second.clock.now()).toBe(true);
    expect(slots).toHaveLength(1);
  });

  it('agree on the latest schedule, and forget tasks that are gone', async () => {
    const first = await start(DAILY);
    const before = (await rowOf(first, NAME)).next_run_at;
    await first.sql(
      `INSERT INTO background_tasks (name, schedule, next_run_at) VALUES ('long-gone', '* * * * *', now() - interval '1 year')`,
    );
    const second = await share(first, DAILY_LATER);
    const row = await rowOf(second, NAME);
    expect(row.schedule).toBe(DAILY_LATER);
    expect(row.next_run_at.getUTCHours()).toBe(Number(DAILY_LATER.split(' ')[1]));
    expect(row.next_run_at).not.toEqual(before);
    expect(await rowOf(second, 'long-gone')).toBeUndefined();
  });

  it('bring back a task that an older one has forgotten', async () => {
    const service = await start(DAILY);
    await service.sql('DELETE FROM background_tasks WHERE name = $1', [NAME]);
    const row = await eventually(() => rowOf(service, NAME));
    expect(row.schedule).toBe(DAILY);
  });
});
