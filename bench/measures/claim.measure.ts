import { DataSource } from 'typeorm';
import { ClaimRepository } from '../../src/calendars/sync/queue/claim.repository';
import { postgresOptions } from '../../src/database/options';
import { Crowd } from '../claim/crowd';
import type { Findings } from '../figures/findings';
import { type Spread, spreadOf, tell } from '../figures/spread';
import { milliseconds, repeat } from '../figures/stopwatch';
import type { Stage } from '../stage/stage';
import type { Measure } from './measure';

const SIZES = [1_000, 100_000, 1_000_000];
const IN_FLIGHT = 64;
const PROVIDERS = ['google', 'microsoft'];
const FEW = 10;
/** Looks at the clock every 2 seconds must not be felt. */
const MOST_MS = 50;

/** How a tick finds the calendars. */
interface Situation {
  name: string;
  prepare(crowd: Crowd, tick: Tick): Promise<Date>;
}

type Tick = (now: Date) => Promise<void>;

const SITUATIONS: Situation[] = [
  { name: 'nothing due', prepare: (crowd) => Promise.resolve(crowd.whenDue(0)) },
  { name: `${FEW} due`, prepare: (crowd) => Promise.resolve(crowd.whenDue(FEW)) },
  { name: 'half due, places free', prepare: (crowd) => Promise.resolve(halfOf(crowd)) },
  { name: 'half due, no place free', prepare: (crowd, tick) => filledUp(crowd, tick) },
  { name: 'a batch of all waits, places free', prepare: (crowd) => withBatch(crowd) },
  {
    name: 'a batch of all waits, no place free',
    prepare: async (crowd, tick) => {
      await withBatch(crowd);
      return filledUp(crowd, tick);
    },
  },
];

/** What a tick costs, by the number of calendars: it must not feel how many there are. */
export const claim: Measure = {
  name: 'claim',
  async run(stage, rounds) {
    const source = await new DataSource(postgresOptions(stage.databaseUrl)).initialize();
    const tick = tickOf(new ClaimRepository(source));
    const crowd = new Crowd(stage.database);
    const times = new Map<string, Spread[]>(SITUATIONS.map(({ name }) => [name, []]));
    for (const size of SIZES) {
      await crowd.growTo(size);
      for (const situation of SITUATIONS) {
        times.get(situation.name)!.push(await time(stage, crowd, situation, tick, rounds));
      }
    }
    await source.destroy();
    return toFindings(times, rounds);
  },
};

/** What a worker asks the database for at every tick. */
function tickOf(claims: ClaimRepository): Tick {
  return async (now) => {
    await claims.recover(now);
    await claims.claim(now, IN_FLIGHT, PROVIDERS);
    await claims.inFlight();
  };
}

/** The batch of a million runs is entered once; what a round has claimed is given back after it. */
async function time(
  { database }: Stage,
  crowd: Crowd,
  situation: Situation,
  tick: Tick,
  rounds: number,
): Promise<Spread> {
  await crowd.forgetRuns();
  const now = await situation.prepare(crowd, tick);
  const { rows } = await database.query<{ id: string }>(
    'SELECT id FROM sync_runs WHERE dispatched_at IS NOT NULL',
  );
  const before = rows.map(({ id }) => id);
  const giveBack = async (): Promise<void> => {
    const claimed = 'dispatched_at IS NOT NULL AND id <> ALL ($1)';
    await database.query(`DELETE FROM sync_runs WHERE trigger = 'scheduled' AND ${claimed}`, [before]);
    await database.query(`UPDATE sync_runs SET dispatched_at = NULL WHERE ${claimed}`, [before]);
  };
  const [, ...warm] = await repeat(rounds + 1, async () => {
    const took = await milliseconds(() => tick(now));
    await giveBack();
    return took;
  });
  return spreadOf(warm);
}

function halfOf(crowd: Crowd): Date {
  return crowd.whenDue(crowd.size / 2);
}

async function filledUp(crowd: Crowd, tick: Tick): Promise<Date> {
  await tick(halfOf(crowd));
  return halfOf(crowd);
}

async function withBatch(crowd: Crowd): Promise<Date> {
  await crowd.enterAll(crowd.whenDue(0));
  return halfOf(crowd);
}

function toFindings(times: Map<string, Spread[]>, rounds: number): Findings {
  const worst = Math.max(...[...times.values()].map((spreads) => spreads.at(-1)!.median));
  return {
    title: `A tick (ms), by the number of calendars: median (min–max) of ${rounds} rounds`,
    header: ['situation', ...SIZES.map(String)],
    rows: [...times].map(([name, spreads]) => [name, ...spreads.map((spread) => tell(spread, 1))]),
    notes: ['A tick looks for runs of dead processes, claims, and reads what is under way.'],
    goals: [
      {
        name: `the slowest tick at ${SIZES.at(-1)!}, ms`,
        wanted: `≤ ${MOST_MS}`,
        measured: worst.toFixed(1),
        holds: worst <= MOST_MS,
      },
    ],
    figures: Object.fromEntries(
      [...times].flatMap(([name, spreads]) =>
        spreads.map((spread, place) => [`${name} at ${SIZES[place]}`, spread]),
      ),
    ),
  };
}
