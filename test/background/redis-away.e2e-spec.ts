import { Redis } from 'ioredis';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type RedisServer, startRedis } from '../../sandbox/servers/redis.server';
import { eventually } from '../harness/eventually';
import { type Service, startService } from '../harness/service';
import { DAILY, type Deed, houseWithTask, makeDue, rowOf } from './house';

const NAME = 'count-sheep';

let redis: RedisServer;

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

describe('A service that ends', () => {
  it.each(['all', 'api'])('leaves no connection to Redis behind, as %s', async (role) => {
    const observer = new Redis(redis.url);
    const connections = async (): Promise<number> =>
      ((await observer.client('LIST')) as string).trim().split('\n').length;
    const service = await startService({ PROCESS_ROLE: role, REDIS_URL: redis.url });
    await eventually(async () => (await connections()) > 3);
    await service.close();
    await eventually(async () => (await connections()) === 1);
    observer.disconnect();
  });
});

describe('A worker that Redis never answered', () => {
  it('ends in good order', async () => {
    const sockets = new Set<Socket>();
    const mute = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
    });
    await once(mute.listen(0, '127.0.0.1'), 'listening');
    const { port } = mute.address() as AddressInfo;
    const service = await startService({
      PROCESS_ROLE: 'worker',
      REDIS_URL: `redis://127.0.0.1:${port}`,
    });
    await eventually(() => sockets.size > 0);
    const broken: unknown[] = [];
    const note = (reason: unknown): void => void broken.push(reason);
    process.on('unhandledRejection', note);

    await service.close();
    const closed = once(mute.close(), 'close');
    for (const socket of sockets) socket.destroy();
    await closed;

    process.off('unhandledRejection', note);
    expect(broken).toEqual([]);
  });
});

describe('While Redis is away', () => {
  let service: Service;
  let runs: number;
  let deed: Deed;

  beforeAll(async () => {
    const house = houseWithTask(NAME, DAILY, (slot) => {
      runs += 1;
      return deed(slot);
    });
    service = await startService({ PROCESS_ROLE: 'all', REDIS_URL: redis.url }, house);
  });
  beforeEach(() => {
    runs = 0;
    deed = () => ({});
  });
  afterAll(() => service.close());

  const movedOn = () =>
    eventually(async () => (await rowOf(service, NAME)).next_run_at > service.clock.now());

  it('tasks wait, and run when it is back', async () => {
    await redis.kill();
    await makeDue(service, NAME);
    await redis.restart();
    await movedOn();
    expect(runs).toBe(1);
  });

  it('a task that runs goes on, and is not run again afterwards', async () => {
    let finish = (): void => undefined;
    deed = () => new Promise((resolve) => (finish = () => resolve({})));
    await makeDue(service, NAME);
    await eventually(() => runs === 1);
    await redis.kill();
    finish();
    await movedOn();
    await redis.restart();

    deed = () => ({});
    await makeDue(service, NAME);
    await movedOn();
    expect(runs).toBe(2);
  });

  it('the service closes without delay', async () => {
    const other = await startService({ PROCESS_ROLE: 'all', REDIS_URL: redis.url });
    await redis.kill();
    const began = Date.now();
    await other.close();
    expect(Date.now() - began).toBeLessThan(5_000);
    await redis.restart();
  });
});
