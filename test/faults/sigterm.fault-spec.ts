import { Dice } from '../convergence/dice';
import { eventually } from '../harness/eventually';
import type { ServiceProcess } from '../harness/service-process';
import { Cluster } from './cluster';
import { figure } from './figure';
import { isAtRest, isIdle } from './idle';
import { LONG_TEST, SEED, SHORT } from './length';
import { delayEvents, expectConverged, moveIn, type Resident, signUp, stateOf } from './resident';
import { unlucky, Visitors } from './visitors';

/** A pull of most of a minute: longer than anybody waits for at the end of a process. */
const LONG = { meetings: 80, page: { size: 2, emptyAt: null }, latency: 1_200 };
/** One of some seconds. */
const BRIEF = { meetings: 25, page: { size: 5, emptyAt: null }, latency: 500 };

describe('A process that is told to end while it has its hands full', () => {
  let cluster: Cluster;
  let leaving: ServiceProcess;
  let staying: ServiceProcess;
  let visitor: Resident;
  const dice = new Dice(SEED);

  beforeAll(async () => {
    cluster = await Cluster.start();
    [leaving, staying] = await Promise.all([cluster.run('all'), cluster.run('api')]);
    await signUp(staying.anonymous);
    visitor = await settle('google', { ...BRIEF, syncEnabled: false });
  }, LONG_TEST);
  afterAll(() => cluster?.close());

  async function settle(
    slug: 'google' | 'microsoft',
    how: typeof LONG & { syncEnabled: boolean },
  ): Promise<Resident> {
    const { meetings, page, latency, syncEnabled } = how;
    const calendar = { meetings, dice, syncEnabled: false };
    const resident = await moveIn(staying.anonymous, cluster.providers[slug], calendar);
    await resident.calendar.setPages(page);
    await delayEvents(cluster, resident, latency);
    const enable = `/integrations/calendars/${resident.calendarId}/enable`;
    if (syncEnabled) await resident.user.put(enable, { sync_enabled: true }).expect(200);
    return resident;
  }

  it(
    'fails no request, ends by itself, and hands its syncs on, which go on where it was',
    () =>
      cluster.tell(async () => {
        const interrupted = await Promise.all([
          settle('google', { ...LONG, syncEnabled: true }),
          settle('microsoft', { ...LONG, syncEnabled: true }),
        ]);
        // The only worker so far is the one that will leave.
        for (const resident of interrupted) await eventually(async () => (await pagesOf(resident)) > 3);
        const worker = await cluster.run('worker');
        const { user, calendarId } = visitor;
        const paths = [`/api/v1/integrations/calendars/${calendarId}`, '/api/v1/clients', '/health/live'];
        const visitors = new Visitors(leaving, user, paths, 12);
        const sync = leaving.anonymous.as(user.token!).post(`/integrations/google/${calendarId}/sync`);
        const answered = sync.then(({ status, body }) => [status, body.status]);
        await eventually(async () => (await pagesOf(visitor)) > 1 && visitors.visits.length > 100);

        const code = await leaving.stop();
        const left = Date.now();
        // What is left of the pulls need not take as long.
        const { google, microsoft } = cluster.providers;
        await Promise.all([google.control.clearFaults(), microsoft.control.clearFaults()]);

        // Nobody but the listener that had closed turned anybody away.
        const visits = await visitors.turnedAway();
        expect(unlucky(visits, 200, 'ECONNREFUSED')).toEqual([]);
        figure('none was lost while it left, of', visits.length, 'visits');
        expect(await answered).toEqual([200, 'success']);
        expect([null, 0]).toContain(code);
        await eventually(() => interrupted.every((resident) => logOf(worker, resident) !== ''), 120_000);
        figure('syncs handed on were taken up after', Date.now() - left, 'ms');

        for (const resident of interrupted) {
          await eventually(async () => (await stateOf(resident)).sync_status === 'ok', 120_000);
          expect(await startsOf(resident)).toBe(1);
          expect(logOf(worker, resident)).toContain('sync succeeded');
        }
        // What the queue remembers of the process that left, it forgets after 40 seconds.
        await eventually(() => (SHORT ? isAtRest(cluster) : isIdle(cluster)), 120_000);
        await expectConverged([...interrupted, visitor]);
      }),
    LONG_TEST,
  );

  /** What a worker said of this person's calendar. */
  function logOf(worker: ServiceProcess, { calendarId }: Resident): string {
    const lines = worker.output().split('\n');
    return lines.filter((line) => line.includes(calendarId)).join('\n');
  }

  /** How many pages of this person's events have been asked for. */
  async function pagesOf(resident: Resident): Promise<number> {
    return (await requestsOf(resident)).length;
  }

  /** How often the listing was begun, and not gone on with. */
  async function startsOf(resident: Resident): Promise<number> {
    const isStart = ({ query }: { query: object }): boolean => !/token/i.test(Object.keys(query).join());
    return (await requestsOf(resident)).filter(isStart).length;
  }

  async function requestsOf({ slug, email }: Resident): Promise<{ query: object }[]> {
    const { control, eventsKind } = cluster.providers[slug];
    const { requests } = await control.requests({ kind: eventsKind as never });
    return requests.filter((request) => request.email === email);
  }
});
