import { setImmediate as turn } from 'node:timers/promises';
import { inLanes } from './in-lanes';

describe('Work in lanes', () => {
  it('is done for every item, so many at a time', async () => {
    const done: number[] = [];
    let atWork = 0;
    let most = 0;
    const items = Array.from({ length: 25 }, (_, index) => index);
    const begun = await inLanes(4, items, async (item) => {
      most = Math.max(most, (atWork += 1));
      await turn();
      done.push(item);
      atWork -= 1;
    });
    expect({ begun, most, done: done.sort((a, b) => a - b) }).toEqual({ begun: 25, most: 4, done: items });
  });

  it('is broken off when it should not go on', async () => {
    const done: number[] = [];
    const work = async (item: number): Promise<void> => {
      await turn();
      done.push(item);
    };
    expect(await inLanes(1, [1, 2, 3, 4], work, () => done.length < 2)).toBe(2);
    expect(done).toEqual([1, 2]);
  });

  it('is nothing for nobody', async () => {
    expect(await inLanes(3, [], () => Promise.reject(new Error('never')))).toBe(0);
  });
});
