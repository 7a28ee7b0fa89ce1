import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Ticker } from './ticker';

describe('A ticker', () => {
  let ticks: number;
  let finish: () => void;
  let logged: string[];

  beforeEach(() => {
    [ticks, logged] = [0, []];
    jest.spyOn(Logger.prototype, 'log').mockImplementation((_, message) => logged.push(message));
    jest.spyOn(Logger.prototype, 'error').mockImplementation((_, message) => logged.push(message));
  });
  afterEach(() => jest.restoreAllMocks());

  const slow = () =>
    new Ticker('slow', 5, () => {
      ticks += 1;
      return new Promise<void>((resolve) => (finish = resolve));
    });

  it('ticks again and again, but never twice at once', async () => {
    const ticker = slow();
    ticker.start();
    await sleep(40);
    expect(ticks).toBe(1);
    finish();
    await sleep(40);
    expect(ticks).toBe(2);
    finish();
    await ticker.stop();
  });

  it('waits for the tick under way when it is stopped, and does no more', async () => {
    const ticker = slow();
    ticker.start();
    await sleep(20);
    let stopped = false;
    const stopping = ticker.stop().then(() => (stopped = true));
    await sleep(10);
    expect(stopped).toBe(false);
    finish();
    await stopping;
    ticker.soon(1);
    await sleep(20);
    await ticker.tick();
    expect(ticks).toBe(1);
  });

  it('ticks early once for all who ask, and for those who ask while it ticks', async () => {
    const ticker = slow();
    for (let caller = 0; caller < 5; caller += 1) ticker.soon(5);
    await sleep(20);
    expect(ticks).toBe(1);
    for (let caller = 0; caller < 5; caller += 1) ticker.soon(1);
    await sleep(20);
    expect(ticks).toBe(1);
    finish();
    await sleep(10);
    expect(ticks).toBe(2);
    finish();
    await ticker.stop();
  });

  it('lives through failures, and says when they begin and when they are over', async () => {
    let broken = true;
    const ticker = new Ticker('shaky', 1_000, async () => {
      if (broken) await Promise.reject(new Error('away'));
    });
    for (let tick = 0; tick < 3; tick += 1) await ticker.tick();
    broken = false;
    for (let tick = 0; tick < 3; tick += 1) await ticker.tick();
    broken = true;
    await ticker.tick();
    expect(logged).toEqual(['tick fails', 'tick works again', 'tick fails']);
  });
});
