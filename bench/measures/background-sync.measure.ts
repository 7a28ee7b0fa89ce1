import { setTimeout as sleep } from 'node:timers/promises';
import { syncAll } from '../background/admin-batch';
import { connectFleet, type FleetCalendar } from '../background/fleet';
import { type Resources, resourcesOf, type Watched } from '../background/resource.meter';
import type { Findings } from '../figures/findings';
import { spreadOf, tell } from '../figures/spread';
import { milliseconds, repeat } from '../figures/stopwatch';
import type { Stage } from '../stage/stage';
import type { Measure } from './measure';

const CALENDARS = 200;
const WORKERS = 2;
const LATENCY_MS = 50;
const FASTER = 8;
/** A little longer than it takes to sync what was just selected. */
const SETTLE_MS = 3_000;

interface Cost extends Resources {
  statements: number;
  walBytes: number;
}

interface Round {
  batch: number;
  one: number;
  cost: Cost;
}

/** What workers make of a fleet of unchanged calendars, against asking for one sync after another. */
export const backgroundSync: Measure = {
  name: 'background-sync',
  async run(stage, rounds) {
    const workers = await stage.startWorkers(WORKERS);
    const fleet = await connectFleet(stage, CALENDARS);
    await syncAll(stage.api, CALENDARS);
    await stage.google.addFault({
      kind: 'events',
      effect: { type: 'delay', ms: LATENCY_MS },
      times: 'always',
    });
    const watched: Watched = {
      api: stage.apiUrl,
      workers: workers.map(({ url }) => url),
      redisUrl: stage.redisUrl,
      database: stage.database,
    };
    await sleep(SETTLE_MS);
    // The first one warms up.
    const [, ...measured] = await repeat(rounds + 1, async (round): Promise<Round> => {
      const early = round % 2 === 0 ? await milliseconds(() => syncAll(stage.api, CALENDARS)) : undefined;
      const one = await milliseconds(() => oneAfterAnother(stage, fleet));
      const batch = early ?? (await milliseconds(() => syncAll(stage.api, CALENDARS)));
      return { batch, one, cost: await costOf(stage, watched) };
    });
    return toFindings(measured);
  },
};

async function oneAfterAnother({ api }: Stage, fleet: FleetCalendar[]): Promise<void> {
  for (const { id } of fleet) await api.post(`/integrations/google/${id}/sync`);
}

/** Apart from the rounds that are timed. */
async function costOf({ api, meter }: Stage, watched: Watched): Promise<Cost> {
  let database = { statements: NaN, walBytes: NaN };
  const resources = await resourcesOf(watched, async () => {
    database = await meter.during(() => syncAll(api, CALENDARS));
  });
  return { ...resources, statements: database.statements, walBytes: database.walBytes };
}

function toFindings(rounds: Round[]): Findings {
  const batch = spreadOf(rounds.map((round) => round.batch));
  const one = spreadOf(rounds.map((round) => round.one));
  const faster = spreadOf(rounds.map((round) => round.one / round.batch));
  const each = (what: keyof Cost): ReturnType<typeof spreadOf> =>
    spreadOf(rounds.map(({ cost }) => cost[what] / CALENDARS));
  const rate = (ms: number): string => (CALENDARS / (ms / 1000)).toFixed(0);
  const costs = {
    worker_cpu_ms: each('workerCpu'),
    api_cpu_ms: each('apiCpu'),
    postgres_cpu_ms: each('postgresCpu'),
    redis_cpu_ms: each('redisCpu'),
    redis_commands: each('redisCommands'),
    statements: each('statements'),
    wal_bytes: each('walBytes'),
  };
  return {
    title: `${CALENDARS} unchanged calendars at ${LATENCY_MS} ms: median (min–max) of ${rounds.length} rounds`,
    header: ['how', 'ms', 'calendars/s', 'times faster'],
    rows: [
      ['one after another, by REST', tell(one), rate(one.median), '1'],
      [`admin batch, ${WORKERS} workers`, tell(batch), rate(batch.median), tell(faster, 1)],
      ...Object.entries(costs).map(([name, spread]) => [
        `  a calendar: ${name.replaceAll('_', ' ')}`,
        tell(spread, 1),
        '',
        '',
      ]),
    ],
    notes: ['The costs are those of a batch, with its claims, ticks and the questions how far it is.'],
    goals: [
      {
        name: 'batch over one after another',
        wanted: `≥ ${FASTER}`,
        measured: tell(faster, 1),
        holds: faster.median >= FASTER,
      },
    ],
    figures: { faster, batch_ms: batch, one_after_another_ms: one, ...costs },
  };
}
