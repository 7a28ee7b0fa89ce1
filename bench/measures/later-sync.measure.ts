import type { Findings } from '../figures/findings';
import { type Spread, spreadOf, tell } from '../figures/spread';
import { milliseconds, repeat } from '../figures/stopwatch';
import { type BusyCalendar, busyCalendar, type SyncAnswer } from '../stage/busy.calendar';
import { singleId } from '../stage/meetings';
import type { Stage } from '../stage/stage';
import type { Measure } from './measure';

const EVENTS = 10_000;
const CHANGES = 10;

/** Numbers of the rounds of one kind of sync. */
interface Series {
  name: string;
  ms: number[];
  statements: number[];
  walBytes: number[];
}

/** What later syncs cost a large calendar: few changes, and the daily full pull that finds all as it was. */
export const laterSync: Measure = {
  name: 'later-sync',
  async run(stage, rounds) {
    const calendar = await busyCalendar(stage, EVENTS);
    const first = series('first sync');
    await count(stage, first, async () => expectCounts(await calendar.sync(), { synced_count: EVENTS }));
    const rebase = series('full pull, nothing changed');
    const incremental = series(`incremental, ${CHANGES} changes`);
    const unchanged = series('incremental, nothing changed');
    await repeat(rounds + 1, async (round) => {
      // What is due by the clock once a day is made due now.
      await stage.database.query('UPDATE calendar_integrations SET rebase_at = now()');
      await count(stage, rebase, async () =>
        expectCounts(await calendar.sync(), { mode: 'full', unchanged_count: EVENTS }),
      );
      await change(stage, calendar, round);
      await count(stage, incremental, async () =>
        expectCounts(await calendar.sync(), { mode: 'incremental', updated_count: CHANGES }),
      );
      await count(stage, unchanged, async () => expectCounts(await calendar.sync(), { updated_count: 0 }));
    });
    return toFindings(first, [rebase, incremental, unchanged], rounds);
  },
};

function series(name: string): Series {
  return { name, ms: [], statements: [], walBytes: [] };
}

async function count({ meter }: Stage, into: Series, sync: () => Promise<void>): Promise<void> {
  let took = 0;
  const { statements, walBytes } = await meter.during(async () => (took = await milliseconds(sync)));
  into.ms.push(took);
  into.statements.push(statements);
  into.walBytes.push(walBytes);
}

async function change({ google }: Stage, { email: calendarId }: BusyCalendar, round: number): Promise<void> {
  await repeat(CHANGES, (number) => {
    const eventId = singleId(number * 100);
    return google.patchEvent({ calendarId, eventId, patch: { summary: `Changed in round ${round}` } });
  });
}

function expectCounts(answer: SyncAnswer, expected: Partial<SyncAnswer>): void {
  const told = { ...answer, ...expected };
  if (JSON.stringify(told) !== JSON.stringify(answer))
    throw new Error(`Expected ${JSON.stringify(expected)} of ${JSON.stringify(answer)}.`);
}

function toFindings(first: Series, all: Series[], rounds: number): Findings {
  // The first of each warmed up; the first sync has but one, cold, for its bytes.
  const warm = ({ ms, statements, walBytes }: Series): Spread[] =>
    [ms, statements, walBytes].map((values) => spreadOf(values.slice(1)));
  const unchanged = all.at(-1)!.ms;
  const rows = all.map((one) => {
    const [ms, statements, walBytes] = warm(one);
    const ratio = spreadOf(one.ms.map((time, round) => time / unchanged[round]!).slice(1));
    const kilobytes = (walBytes!.median / 1024).toFixed(0);
    return [one.name, tell(ms!, 1), tell(ratio, 1), String(statements!.median), kilobytes];
  });
  const [rebase, incremental] = all;
  return {
    title: `Later syncs of ${EVENTS} events: median (min–max) of ${rounds} rounds`,
    header: ['sync', 'ms', 'time ÷ unchanged', 'SQL statements', 'WAL kB'],
    rows: [...rows, ['for comparison: first sync, cold', '', '', String(first.statements[0]), kb(first)]],
    notes: ['WAL: bytes of the write-ahead log, in the median; right after a checkpoint they would be more.'],
    goals: [],
    figures: {
      full_pull_ms: warm(rebase!)[0]!,
      full_pull_statements: warm(rebase!)[1]!,
      full_pull_wal_bytes: warm(rebase!)[2]!,
      ten_changes_ms: warm(incremental!)[0]!,
      ten_changes_statements: warm(incremental!)[1]!,
      ten_changes_wal_bytes: warm(incremental!)[2]!,
    },
  };
}

function kb({ walBytes }: Series): string {
  return (walBytes[0]! / 1024).toFixed(0);
}
