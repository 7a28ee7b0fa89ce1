import type { FaultEffect } from '../../sandbox/simulator/fault';
import { Dice } from '../convergence/dice';
import { eventually } from '../harness/eventually';
import type { ServiceProcess } from '../harness/service-process';
import { Cluster } from './cluster';
import { figure, peakMemory } from './figure';
import { endPauses } from './idle';
import { LONG_TEST, SEED, SHORT } from './length';
import {
  areSettled,
  disturbEvents,
  expectConverged,
  moveIn,
  putSomething,
  type Resident,
  signUp,
  stateOf,
} from './resident';

const ATTEMPTS = 4;
/** Four attempts of a quarter of a minute each, the pauses between them, and as much again. */
const PATIENCE_MS = 180_000;
/** More than a worker needs, and far less than what the bombs of all attempts would take. */
const MEMORY = 700;

/** These are answered, or ended, at once. */
const QUICK: FaultEffect[] = [
  { type: 'reset' },
  { type: 'halfJson' },
  { type: 'gzipBomb' },
  { type: 'status', status: 500 },
];
/** These take as long as we listen. */
const SLOW: FaultEffect[] = [{ type: 'hang' }, { type: 'drip' }];

describe.each(SHORT ? (['google'] as const) : (['google', 'microsoft'] as const))(
  'When %s is in trouble',
  (slug) => {
    const other = slug === 'google' ? 'microsoft' : 'google';
    const dice = new Dice(SEED);
    let cluster: Cluster;
    let worker: ServiceProcess;
    let quick: Resident[];
    let slow: Resident[];
    let lucky: Resident[];
    let cursors: Map<string, unknown>;

    beforeAll(async () => {
      cluster = await Cluster.start();
      const [api, background] = await Promise.all([cluster.run('api'), cluster.run('worker')]);
      worker = background;
      await signUp(api.anonymous);
      const settle = (provider: typeof slug): Promise<Resident> =>
        moveIn(api.anonymous, cluster.providers[provider], { meetings: 5, dice });
      quick = await inTurn(QUICK, () => settle(slug));
      slow = await inTurn(SLOW, () => settle(slug));
      lucky = [await settle(slug), await settle(other), await settle(other)];
      await eventually(() => areSettled(cluster, [...quick, ...slow, ...lucky]));

      cursors = await cursorsOf([...quick, ...slow]);
      for (const [index, resident] of quick.entries()) await disturb(resident, QUICK[index]!);
      for (const [index, resident] of slow.entries()) await disturb(resident, SLOW[index]!);
      await makeDue([...quick, ...slow]);
    }, LONG_TEST);
    afterAll(() => cluster?.close());

    it(
      'delays nobody else',
      () =>
        cluster.tell(async () => {
          await eventually(async () => (await requestsOf(slow[0]!)) > 0);
          for (let round = 0; round < 3; round += 1) {
            const before = await Promise.all(lucky.map(stateOf));
            for (const resident of lucky) await putSomething(resident, dice);
            await makeDue(lucky);
            await eventually(async () => {
              const after = await Promise.all(lucky.map(stateOf));
              return after.every(({ last_sync_at }, index) => last_sync_at !== before[index]!.last_sync_at);
            });
          }
          await expectConverged(lucky);
        }),
      LONG_TEST,
    );

    it(
      'asks four times, says so in words, and keeps what it has',
      () =>
        cluster.tell(async () => {
          const troubled = SHORT ? quick : [...quick, ...slow];
          for (const resident of troubled) {
            await eventually(async () => {
              // The pauses between attempts take half a minute together: the long form waits for them.
              if (SHORT) await endPauses(cluster);
              return (await stateOf(resident)).sync_status === 'failing';
            }, PATIENCE_MS);
            expect((await stateOf(resident)).status_detail).toMatch(/\w+ \w+/);
            expect(await requestsOf(resident)).toBe(ATTEMPTS);
            expect(await lastRunOf(resident)).toMatchObject({ status: 'failed', attempts: ATTEMPTS });
          }
          // Of those that are listened to for long, one attempt at least is over.
          for (const resident of slow) {
            await eventually(async () => (await lastRunOf(resident)).error !== null, PATIENCE_MS);
          }
          expect(await cursorsOf([...quick, ...slow])).toEqual(cursors);
          const memory = await peakMemory(worker);
          if (memory !== undefined) {
            figure('the most memory that the worker held', memory, 'MiB');
            expect(memory).toBeLessThan(MEMORY);
          }
          expect(worker.lives()).toBe(true);
        }),
      LONG_TEST,
    );

    it(
      'comes back by itself when that is over',
      () =>
        cluster.tell(async () => {
          await cluster.providers[slug].control.clearFaults();
          const troubled = [...quick, ...slow];
          // The minute passes after which a failing calendar is tried again.
          await makeDue(SHORT ? quick : troubled);
          await eventually(async () => {
            if (SHORT) await endPauses(cluster);
            return areSettled(cluster, troubled);
          }, PATIENCE_MS);
          await expectConverged([...troubled, ...lucky]);
          for (const resident of troubled) {
            expect(await stateOf(resident)).toMatchObject({ status_detail: null });
          }
        }),
      LONG_TEST,
    );

    async function disturb(resident: Resident, effect: FaultEffect): Promise<void> {
      await putSomething(resident, dice);
      await disturbEvents(cluster.providers, resident, effect, 'always');
      await cluster.providers[slug].control.clearRequests();
    }

    /** Their intervals, or the pauses after their failures, are over. */
    async function makeDue(residents: Resident[]): Promise<void> {
      await cluster.sql('UPDATE calendar_integrations SET next_sync_at = now() WHERE id = ANY ($1)', [
        residents.map(({ calendarId }) => calendarId),
      ]);
    }

    async function cursorsOf(residents: Resident[]): Promise<Map<string, unknown>> {
      const rows = await cluster.sql<{ id: string; cursor: unknown }>(
        'SELECT id, cursor FROM calendar_integrations WHERE id = ANY ($1)',
        [residents.map(({ calendarId }) => calendarId)],
      );
      return new Map(rows.map(({ id, cursor }) => [id, cursor]));
    }

    async function lastRunOf({ calendarId }: Resident): Promise<Record<string, unknown>> {
      const [run] = await cluster.sql(
        'SELECT status, attempts, error FROM sync_runs WHERE calendar_id = $1 ORDER BY requested_at DESC LIMIT 1',
        [calendarId],
      );
      return run!;
    }

    async function requestsOf({ email }: Resident): Promise<number> {
      const { control, eventsKind } = cluster.providers[slug];
      const { requests } = await control.requests({ kind: eventsKind as never });
      return requests.filter((request) => request.email === email).length;
    }
  },
);

async function inTurn<T>(things: readonly unknown[], make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (const _ of things) made.push(await make());
  return made;
}
