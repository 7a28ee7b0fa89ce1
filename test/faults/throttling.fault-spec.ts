import type { FaultEffect } from '../../sandbox/simulator/fault';
import { Dice } from '../convergence/dice';
import { eventually } from '../harness/eventually';
import type { ServiceProcess } from '../harness/service-process';
import { Cluster } from './cluster';
import { isAtRest, isIdle, makeAllDue, syncedSince } from './idle';
import { LONG_TEST, SEED, SHORT } from './length';
import {
  areSettled,
  disturbEvents,
  expectConverged,
  moveIn,
  putSomething,
  type Resident,
  signUp,
} from './resident';

/** Long enough for workers to die and to come meanwhile. */
const SECONDS = SHORT ? 12 : 20;

/** How a provider asks for patience; `DATE` stands for the instant that is so many seconds away. */
const EACH_OF_ITS_KIND = [
  ['google', 503, undefined, 'DATE'],
  ['google', 403, 'rateLimitExceeded', undefined],
  ['google', 429, undefined, String(SECONDS)],
  ['microsoft', 503, undefined, 'DATE'],
  ['microsoft', 429, undefined, undefined],
] as const;
const OTHERS = [
  ['google', 429, undefined, undefined],
  ['google', 403, 'userRateLimitExceeded', String(SECONDS)],
  ['microsoft', 429, undefined, String(SECONDS)],
] as const;
const REQUESTS = SHORT ? EACH_OF_ITS_KIND : [...EACH_OF_ITS_KIND, ...OTHERS];

describe('Providers that ask for patience, and workers that die meanwhile', () => {
  let cluster: Cluster;
  let api: ServiceProcess;
  let worker: ServiceProcess;
  let throttled: Resident[];
  const dice = new Dice(SEED);

  beforeAll(async () => {
    cluster = await Cluster.start();
    [api, worker] = await Promise.all([cluster.run('api'), cluster.run('worker')]);
    await signUp(api.anonymous);
    throttled = [];
    for (const [slug] of REQUESTS) {
      throttled.push(await moveIn(api.anonymous, cluster.providers[slug], { meetings: 3, dice }));
    }
    await eventually(() => areSettled(cluster, throttled));
  }, LONG_TEST);
  afterAll(() => cluster?.close());

  it(
    'are not asked before it is due, whoever comes and goes, and are asked by itself when it is',
    () =>
      cluster.tell(async () => {
        // A date tells full seconds.
        const date = new Date(Math.floor(Date.now() / 1000 + SECONDS) * 1000);
        for (const [index, resident] of throttled.entries()) {
          await putSomething(resident, dice);
          const [, status, reason, advice] = REQUESTS[index]!;
          const value = advice === 'DATE' ? date.toUTCString() : advice;
          const headers: Record<string, string> = value === undefined ? {} : { 'retry-after': value };
          const effect: FaultEffect = { type: 'status', status, reason, headers };
          await disturbEvents(cluster.providers, resident, effect);
        }
        const since = new Date();
        await makeAllDue(cluster);
        await eventually(async () => (await pauses()).size === throttled.length);
        if (SHORT) await shortenPauses();
        const written = await pauses();

        // Nobody knows of it but the rows: workers die, others come, and people ask in between.
        for (let death = 0; death < 2; death += 1) {
          await worker.kill();
          worker = await cluster.run('worker');
          await makeAllDue(cluster);
          await Promise.all(throttled.map(knock));
        }
        await eventually(async () => (await syncedSince(cluster, since)) === throttled.length, 120_000);

        for (const [index, resident] of throttled.entries()) {
          const [, , , advice] = REQUESTS[index]!;
          const [refusal, next] = (await requestsOf(resident, since)).map(({ at }) => new Date(at));
          const due = { DATE: date, [SECONDS]: later(refusal!, SECONDS) }[advice ?? ''];
          const early = (due ?? written.get(resident.accountId)!).getTime() - next!.getTime();
          expect({ of: REQUESTS[index], early: Math.max(0, early) }).toEqual({
            of: REQUESTS[index],
            early: 0,
          });
        }
        await eventually(() => (SHORT ? isAtRest(cluster) : isIdle(cluster)), 120_000);
        await expectConverged(throttled);
      }),
    LONG_TEST,
  );

  /** Whoever asks during the pause is told so. */
  async function knock({ user, slug, calendarId, accountId }: Resident): Promise<void> {
    const isPaused = (await pauses()).has(accountId);
    const { status } = await user.post(`/integrations/${slug}/${calendarId}/sync`);
    if (isPaused && (await pauses()).has(accountId)) expect([503, 409]).toContain(status);
  }

  /** Who says nothing of time is left alone for half a minute and more; that it is so long is not what this is about. */
  async function shortenPauses(): Promise<void> {
    const enough = later(new Date(), SECONDS);
    await cluster.sql('UPDATE user_oauth_accounts SET throttled_until = $1 WHERE throttled_until > $1', [
      enough,
    ]);
    await cluster.sql(`UPDATE sync_runs SET run_after = $1 WHERE status = 'queued' AND run_after > $1`, [
      enough,
    ]);
  }

  /** Until when each account is left alone. */
  async function pauses(): Promise<Map<string, Date>> {
    const rows = await cluster.sql<{ id: string; until: Date }>(
      'SELECT id, throttled_until AS until FROM user_oauth_accounts WHERE throttled_until > now()',
    );
    return new Map(rows.map(({ id, until }) => [id, until]));
  }

  /** What was asked for this person's events, in order. */
  async function requestsOf({ slug, email }: Resident, since: Date): Promise<{ at: string }[]> {
    const { control } = cluster.providers[slug];
    const { requests } = await control.requests();
    return requests.filter((request) => request.email === email && new Date(request.at) > since);
  }
});

function later(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000);
}
