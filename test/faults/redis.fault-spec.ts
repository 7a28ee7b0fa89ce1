import { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
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
import { slowest, unlucky, Visitors } from './visitors';

const CALENDARS = SHORT ? 6 : 16;
const MEETINGS = SHORT ? 10 : 30;
const LATENCY_MS = 300;
/** Few at a time, so that there is a backlog. */
const ENVIRONMENT = { SYNC_IN_FLIGHT: '2' };
const ABSENCE = SHORT ? 4_000 : 60_000;
/** Who was there before; one more comes while Redis is away. */
const WORKERS = SHORT ? 1 : 2;

describe('A Redis that cannot be relied on', () => {
  let cluster: Cluster;
  let api: ServiceProcess;
  let workers: ServiceProcess[];
  let residents: Resident[];
  const dice = new Dice(SEED);

  beforeAll(async () => {
    cluster = await Cluster.start(ENVIRONMENT);
    api = await cluster.run('api');
    workers = await Promise.all(Array.from({ length: WORKERS }, () => cluster.run('worker')));
    await signUp(api.anonymous);
    residents = [];
    const { google, microsoft } = cluster.providers;
    for (let index = 0; index < CALENDARS; index += 1) {
      const provider = index % 2 === 0 ? google : microsoft;
      residents.push(await moveIn(api.anonymous, provider, { meetings: MEETINGS, dice }));
    }
    await eventually(() => areSettled(cluster, residents));
    for (const resident of residents) await delayEvents(cluster, resident, LATENCY_MS);
  }, LONG_TEST);
  afterAll(() => cluster?.close());

  /** News on every calendar, and all of them are due. */
  async function makeBacklog(): Promise<Date> {
    for (const resident of residents) await putSomething(resident, dice);
    const since = new Date();
    await makeAllDue(cluster);
    return since;
  }

  async function isCaughtUp(since: Date): Promise<void> {
    await eventually(async () => (await syncedSince(cluster, since)) === CALENDARS, 120_000);
    await eventually(() => isIdle(cluster), 120_000);
    await expectConverged(residents);
  }

  const isUnderWay = (since: Date): Promise<unknown> =>
    eventually(async () => {
      const done = await syncedSince(cluster, since);
      return done > 0 && done < CALENDARS;
    });

  it(
    'loses no work when it forgets everything in the middle of a backlog',
    () =>
      cluster.tell(async () => {
        const since = await makeBacklog();
        await isUnderWay(since);
        const redis = new Redis(cluster.redis.url);
        await redis.flushall();
        redis.disconnect();
        await isCaughtUp(since);
      }),
    LONG_TEST,
  );

  it(
    'may be away, come back empty, and be away when a process starts: requests are served, and work goes on afterwards',
    () =>
      cluster.tell(async () => {
        const [resident] = residents as [Resident, ...Resident[]];
        const { user, slug, calendarId } = resident;
        const paths = ['/integrations/calendars', `/integrations/calendars/${calendarId}/events`, '/clients'];
        const visitors = new Visitors(
          api,
          user,
          paths.map((path) => `/api/v1${path}`),
        );
        const since = await makeBacklog();
        await isUnderWay(since);

        await cluster.redis.kill();
        const [lateApi, lateWorker] = await Promise.all([cluster.run('api'), cluster.run('worker')]);
        for (const one of [api, lateApi])
          await eventually(async () => (await readiness(one)) === '200 degraded');
        for (const one of [...workers, lateWorker]) {
          await eventually(async () => (await readiness(one)) === '503 unavailable');
        }
        const asked = new Date();
        const jobs = await Promise.all(
          [api, lateApi].map(({ anonymous }) =>
            anonymous.as(user.token!).post(`/integrations/${slug}/${calendarId}/sync?async=true`).expect(202),
          ),
        );
        await putSomething(resident, dice);
        await pause(ABSENCE);
        expect([api, lateApi, ...workers, lateWorker].map((one) => one.lives())).not.toContain(false);

        await cluster.redis.restart();
        for (const one of [api, lateApi, ...workers, lateWorker]) {
          await eventually(async () => (await readiness(one)) === '200 ok');
        }
        // The late worker alone has to do: it has to find its way to a Redis that was not there.
        await Promise.all(workers.map((worker) => worker.stop()));
        for (const { body } of jobs) {
          await eventually(async () => {
            const { body: job } = await user.get(`/integrations/jobs/${body.job_id}`).expect(200);
            return job.status === 'succeeded' && new Date(job.finished_at as string) > asked;
          }, 120_000);
        }
        await isCaughtUp(since);

        const visits = await visitors.end();
        expect(unlucky(visits, 200)).toEqual([]);
        figure('slowest answer while Redis was away', slowest(visits), `ms of ${visits.length} answers`);
      }),
    LONG_TEST,
  );
});
