import { Client } from 'pg';
import type { Findings, Goal } from '../figures/findings';
import { type Spread, spreadOf, tell } from '../figures/spread';
import { fetchLane } from '../first-sync/fetch.lane';
import { FLOOR_TABLE, floorLane } from '../first-sync/floor.lane';
import type { Listing } from '../first-sync/google.pages';
import { race, type Times } from '../first-sync/race';
import { ROW_TABLE, rowAtATimeLane } from '../first-sync/row-at-a-time.lane';
import { serviceLane } from '../first-sync/service.lane';
import { signIn } from '../first-sync/sign-in';
import { requireEqual } from '../first-sync/twin.table';
import { type BusyCalendar, busyCalendar } from '../stage/busy.calendar';
import type { Stage } from '../stage/stage';
import type { Measure } from './measure';

const EVENTS = 10_000;
const FLOOR_SHARE = 0.4;
const FASTER_THAN_ROWS = 8;

/** How long a calendar's first sync takes, against the least it could take and against its ancestor's way. */
export const firstSync: Measure = {
  name: 'first-sync',
  async run(stage, rounds) {
    const calendar = await busyCalendar(stage, EVENTS);
    await calendar.sync();
    const listing = await observedListing(stage, calendar);
    // The lanes without the service have a connection of their own, as it has.
    const own = new Client({ connectionString: stage.databaseUrl });
    await own.connect();
    const lanes = [
      serviceLane(stage.database, calendar),
      await floorLane(own, calendar.id, listing),
      await rowAtATimeLane(own, calendar.id, listing),
      fetchLane(listing),
    ];
    const times = await race(lanes, rounds, EVENTS, () => stage.database.query('CHECKPOINT'));
    for (const twin of [FLOOR_TABLE, ROW_TABLE]) await requireEqual(own, twin);
    await own.end();
    return toFindings(times, rounds);
  },
};

/** What the service asked Google for, so that every lane asks for the same. */
async function observedListing(stage: Stage, calendar: BusyCalendar): Promise<Listing> {
  const { requests } = await stage.google.requests({ kind: 'events' });
  const [first] = requests;
  if (!first) throw new Error('The service asked for no events.');
  const query = Object.fromEntries(Object.entries(first.query).map(([name, value]) => [name, String(value)]));
  return { url: stage.googleUrl + encodeURI(first.path), token: await signIn(stage, calendar.email), query };
}

function toFindings(times: Times, rounds: number): Findings {
  const [service = [], floor = [], rowAtATime = [], pages = []] = times.values();
  const ofFloor = spreadOf(service.map((time, round) => floor[round]! / time));
  const overRows = spreadOf(service.map((time, round) => rowAtATime[round]! / time));
  const rows = [...times].map(([name, lane]) => {
    const took = spreadOf(lane);
    const perSecond = Math.round(EVENTS / (took.median / 1000));
    const ratio = spreadOf(lane.map((time, round) => time / floor[round]!));
    return [name, tell(took), String(perSecond), tell(ratio, 2)];
  });
  return {
    title: `First sync of ${EVENTS} events: median (min–max) of ${rounds} interleaved rounds`,
    header: ['lane', 'ms', 'events/s', 'time ÷ floor'],
    rows,
    notes: ['All lanes fetch the same pages and end with the same rows, which is checked.'],
    goals: [
      goal("rate ÷ the floor's", ofFloor, FLOOR_SHARE),
      goal('rate ÷ row at a time', overRows, FASTER_THAN_ROWS),
    ],
    figures: {
      rate_of_floor: ofFloor,
      rate_over_row_at_a_time: overRows,
      service_ms: spreadOf(service),
      floor_ms: spreadOf(floor),
      row_at_a_time_ms: spreadOf(rowAtATime),
      pages_alone_ms: spreadOf(pages),
    },
  };
}

function goal(name: string, ratio: Spread, least: number): Goal {
  return { name, wanted: `≥ ${least}`, measured: tell(ratio, 2), holds: ratio.median >= least };
}
