import { collect } from './collect';
import { oneAhead } from './one-ahead';

describe('oneAhead', () => {
  async function* numbers(asked: number[], end = 3): AsyncGenerator<number> {
    for (let number = 1; number <= end; number += 1) {
      asked.push(number);
      await Promise.resolve();
      yield number;
    }
  }

  it('yields all, in order', async () => {
    expect(await collect(oneAhead(numbers([])))).toEqual([1, 2, 3]);
  });

  it('asks for the next item while the current one is worked on, and for no more', async () => {
    const asked: number[] = [];
    for await (const number of oneAhead(numbers(asked, 10))) {
      expect(asked).toEqual(Array.from({ length: Math.min(number + 1, 10) }, (_, index) => index + 1));
    }
  });

  it('tells of a failure when its turn comes', async () => {
    async function* failing(): AsyncGenerator<number> {
      yield* numbers([], 2);
      throw new Error('third');
    }
    const seen: number[] = [];
    const run = async (): Promise<void> => {
      for await (const number of oneAhead(failing())) seen.push(number);
    };
    await expect(run()).rejects.toThrow('third');
    expect(seen).toEqual([1, 2]);
  });

  it('closes its source when somebody stops early', async () => {
    let closed = false;
    async function* closing(): AsyncGenerator<number> {
      try {
        yield* numbers([]);
      } finally {
        closed = true;
      }
    }
    for await (const _ of oneAhead(closing())) break;
    expect(closed).toBe(true);
  });
});
