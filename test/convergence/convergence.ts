import { History, type Step, stepsOf } from './history';
import { reduce } from './reduction';
import type { Stage } from './stage';

/** `SEED=7` plays that one history, `SEEDS=100` plays that many; `STEPS` makes them longer; `REDUCE=1` shortens a failure. */
const { SEED, SEEDS = '4', STEPS = '120', REDUCE } = process.env;
const seeds = SEED ? [Number(SEED)] : Array.from({ length: Number(SEEDS) }, (_, index) => index + 1);

/** Random edits at the provider, random trouble, and a sync now and then: the copy comes to what the calendar is. */
export function convergesAfterRandomEdits(name: string, raise: () => Promise<Stage>): void {
  describe(`A copy of ${name}`, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await raise();
      // The first user is an admin, who sees everybody's time entries.
      await stage.service.signUp('Admin');
    });
    afterAll(() => stage?.close());

    const failureOf = async (steps: readonly Step[]): Promise<Error | undefined> => {
      const history = await History.begin(stage);
      try {
        await history.play(steps);
        return undefined;
      } catch (error) {
        const { message } = error as Error;
        return new Error([...history.told, '', message].join('\n'), { cause: error });
      }
    };

    it.each(seeds)(
      'is true after every sync, whatever happened in between (SEED=%i)',
      async (seed) => {
        const steps = stepsOf(seed, Number(STEPS));
        const failure = await failureOf(steps);
        if (!failure) return;
        const short = REDUCE ? await reduce(steps, async (some) => !!(await failureOf(some))) : steps;
        const { message } = (await failureOf(short)) ?? failure;
        throw new Error(`SEED=${seed} STEPS=${STEPS}; REDUCE=1 tells it in short.\n${message}`);
      },
      REDUCE ? 1_800_000 : 60_000,
    );
  });
}
