import type { Findings } from '../figures/findings';
import { spreadOf, tell } from '../figures/spread';
import { milliseconds, repeat } from '../figures/stopwatch';
import { type BusyCalendar, busyCalendar } from '../stage/busy.calendar';
import type { DatabaseCost } from '../stage/database.meter';
import type { Stage } from '../stage/stage';
import type { Measure } from './measure';

const SIZES = [100, 1_000, 10_000];
const COUNTED = 5;
const TIMED_PER_ROUND = 10;
const MOST_REQUESTS = 1;
const MOST_STATEMENTS = 8;

interface Cost extends DatabaseCost {
  requests: number;
}

/** What a sync costs that finds nothing new: it must not depend on the size of the calendar. */
export const unchangedSync: Measure = {
  name: 'unchanged-sync',
  async run(stage, rounds) {
    const calendars = await repeat(SIZES.length, (place) => busyCalendar(stage, SIZES[place]!));
    for (const calendar of calendars) await calendar.sync();
    // Twice: the first unchanged sync of a calendar may still differ from all later ones.
    for (const calendar of calendars) await syncUnchanged(calendar);
    const costs = new Map<number, Cost[]>();
    for (const calendar of calendars) {
      costs.set(calendar.size, await repeat(COUNTED, () => costOf(stage, calendar)));
    }
    const times = new Map(SIZES.map((size) => [size, [] as number[]]));
    await repeat(rounds * TIMED_PER_ROUND, async () => {
      for (const calendar of calendars) {
        times.get(calendar.size)!.push(await milliseconds(() => syncUnchanged(calendar)));
      }
    });
    return toFindings(costs, times);
  },
};

async function syncUnchanged(calendar: BusyCalendar): Promise<void> {
  const { mode, synced_count, updated_count, removed_count } = await calendar.sync();
  if (mode !== 'incremental' || synced_count + updated_count + removed_count > 0)
    throw new Error('Something changed in a calendar that nobody touched.');
}

async function costOf({ google, meter }: Stage, calendar: BusyCalendar): Promise<Cost> {
  await google.clearRequests();
  const cost = await meter.during(() => syncUnchanged(calendar));
  const { requests } = await google.requests();
  return { ...cost, requests: requests.length };
}

function toFindings(costs: Map<number, Cost[]>, times: Map<number, number[]>): Findings {
  const most = (size: number, what: 'requests' | 'statements'): number =>
    Math.max(...costs.get(size)!.map((cost) => cost[what]));
  const wal = (size: number): number => spreadOf(costs.get(size)!.map(({ walBytes }) => walBytes)).median;
  const [smallest = [], , largest = []] = times.values();
  const growth = spreadOf(largest.map((time, round) => time / smallest[round]!));
  const requests = SIZES.map((size) => most(size, 'requests'));
  const statements = SIZES.map((size) => most(size, 'statements'));
  return {
    title: `Unchanged sync: most of ${COUNTED} counted, median (min–max) of ${smallest.length} timed`,
    header: ['events', 'provider requests', 'SQL statements', 'WAL bytes', 'ms'],
    rows: SIZES.map((size, place) => [
      String(size),
      String(requests[place]),
      String(statements[place]),
      String(wal(size)),
      tell(spreadOf(times.get(size)!), 1),
    ]),
    notes: [
      'BEGIN and COMMIT are statements too.',
      `Time at ${SIZES[2]!} ÷ time at ${SIZES[0]!}: ${tell(growth, 2)}`,
    ],
    goals: [
      {
        name: 'provider requests at every size',
        wanted: `= ${MOST_REQUESTS}`,
        measured: requests.join(', '),
        holds: requests.every((count) => count === MOST_REQUESTS),
      },
      {
        name: 'SQL statements at every size',
        wanted: `≤ ${MOST_STATEMENTS} and the same`,
        measured: statements.join(', '),
        holds: statements.every((count) => count <= MOST_STATEMENTS && count === statements[0]),
      },
    ],
    figures: {
      time_at_10000_over_100: growth,
      statements: Math.max(...statements),
      requests: Math.max(...requests),
      wal_bytes_at_10000: wal(SIZES[2]!),
      statement_texts: costs.get(SIZES[2]!)![0]!.texts,
      ...Object.fromEntries(SIZES.map((size) => [`ms_at_${size}`, spreadOf(times.get(size)!)])),
    },
  };
}
