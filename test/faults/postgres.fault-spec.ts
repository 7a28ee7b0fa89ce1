import { Dice } from '../convergence/dice';
import { eventually } from '../harness/eventually';
import type { ServiceProcess } from '../harness/service-process';
import { Cluster } from './cluster';
import { figure } from './figure';
import { readiness } from './health';
import { isIdle, makeAllDue, syncedSince } from './idle';
import { LONG_TEST, SEED, SHORT } from './length';
import {
  areSettled,
  delayEvents,
  expectConverged,
  moveIn,
  putSomething,
  type Resident,
  signUp,
} from './resident';
import { Visitors } from './visitors';

const ROUNDS = Number(process.env.FAULT_ROUNDS ?? (SHORT ? 1 : 5));
const CALENDARS = SHORT ? 5 : 8;
const MEETINGS = SHORT ? 40 : 60;
const PAGE = { size: 10, emptyAt: null };
const LATENCY_MS = 300;

describe('A Postgres that is restarted at once, with syncs and requests under way', () => {
  let cluster: Cluster;
  let processes: ServiceProcess[];
  let residents: Resident[];
  const dice = new Dice(SEED);

  beforeAll(async () => {
    cluster = await Cluster.start();
    const api = await cluster.run('api');
    processes = [api, ...(await Promise.all([cluster.run('worker'), cluster.run('all')]))];
    await signUp(api.anonymous);
    residents = [];
    const { google, microsoft } = cluster.providers;
    for (let index = 0; index < CALENDARS; index += 1) {
      const provider = index % 2 === 0 ? google : microsoft;
      const resident = await moveIn(api.anonymous, provider, { meetings: MEETINGS, dice });
      await resident.calendar.setPages(PAGE);
      residents.push(resident);
    }
    await eventually(() => areSettled(cluster, residents));
    for (const resident of residents) await delayEvents(cluster, resident, LATENCY_MS);
  }, LONG_TEST);
  afterAll(() => cluster?.close());

  it.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
    'ends no process, is found again, and what was interrupted is done without help (round %i)',
    () =>
      cluster.tell(async () => {
        const [api] = processes as [ServiceProcess];
        const visitors = residents
          .slice(0, 3)
          .map(
            ({ user, calendarId }) =>
              new Visitors(api, user, [`/api/v1/integrations/calendars/${calendarId}`, '/api/v1/clients'], 1),
          );
        for (const resident of residents) {
          await putSomething(resident, dice);
          // A pull in full takes many pages: there is time to interrupt it.
          if (dice.chance(0.7)) await resident.calendar.forgetCursors();
        }
        const since = new Date();
        await makeAllDue(cluster);
        await eventually(async () => (await running()) > 2);

        await cluster.postgres.restart();
        const back = Date.now();

        for (const visitor of visitors) {
          await eventually(() =>
            visitor.visits.some(({ begunAt, outcome }) => begunAt > back && outcome === 200),
          );
        }
        const visits = (await Promise.all(visitors.map((visitor) => visitor.end()))).flat();
        const served = visits.filter(({ begunAt, outcome }) => begunAt > back && outcome === 200);
        figure(
          'first success after Postgres was back',
          Math.min(...served.map(({ begunAt }) => begunAt)) - back,
          'ms',
        );
        // Whoever came meanwhile got an answer too, and in our words.
        const outcomes = new Set(visits.map(({ outcome }) => outcome));
        expect([...outcomes].filter((outcome) => ![200, 503].includes(outcome as number))).toEqual([]);
        for (const process of processes) {
          await eventually(async () => (await readiness(process)) === '200 ok');
          expect(process.lives()).toBe(true);
        }

        await eventually(async () => (await syncedSince(cluster, since)) === CALENDARS, 180_000);
        await eventually(() => isIdle(cluster), 120_000);
        await expectConverged(residents);
      }),
    LONG_TEST,
  );

  async function running(): Promise<number> {
    return (await cluster.sql(`SELECT FROM sync_runs WHERE status = 'running'`)).length;
  }
});
