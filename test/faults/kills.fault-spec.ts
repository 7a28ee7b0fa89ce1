import { setTimeout as pause } from 'node:timers/promises';
import { Dice } from '../convergence/dice';
import { eventually } from '../harness/eventually';
import type { ServiceProcess } from '../harness/service-process';
import { Cluster } from './cluster';
import { isAtRest, isIdle, makeAllDue } from './idle';
import { KILLS, LONG_TEST, SEED, SHORT } from './length';
import { delayEvents, expectConverged, moveIn, type Resident, signUp, stateOf } from './resident';
import { Turmoil } from './turmoil';

/** All calendars together have 2,000 meetings, or a few hundred when there is little time. */
const CALENDARS = SHORT ? 4 : 8;
const MEETINGS = SHORT ? 80 : 250;
const WORKERS = 2;
/** Pages are small and late, so that a kill finds syncs half-way. */
const PAGE = { size: SHORT ? 8 : 20, emptyAt: 3 };
const LATENCY_MS = 150;
const FOREVER_MS = 180_000;

describe(`Workers that are killed ${KILLS} times while they sync`, () => {
  let cluster: Cluster;
  let api: ServiceProcess;
  let residents: Resident[];
  const dice = new Dice(SEED);

  beforeAll(async () => {
    cluster = await Cluster.start();
    api = await cluster.run('api');
    residents = [];
    // The first user is the admin, who sees everybody's time entries.
    await signUp(api.anonymous);
    const { google, microsoft } = cluster.providers;
    for (let index = 0; index < CALENDARS; index += 1) {
      const provider = index % 2 === 0 ? google : microsoft;
      const resident = await moveIn(api.anonymous, provider, { meetings: MEETINGS, dice });
      await resident.calendar.setPages(PAGE);
      await delayEvents(cluster, resident, LATENCY_MS);
      residents.push(resident);
    }
  }, LONG_TEST);
  afterAll(() => cluster?.close());

  /** Some meetings become time entries, which have to follow them through everything. */
  async function convertSome(): Promise<void> {
    for (const { copy, witness } of residents) {
      const event = dice.pick(await copy.events());
      const entryId = event && (await copy.convert(event));
      if (entryId) witness.converted(event, entryId);
    }
  }

  /** One worker of those that run is killed at some moment, and a fresh one takes its place. */
  async function killAndReplace(workers: ServiceProcess[]): Promise<void> {
    const since = new Date();
    if (dice.chance(0.5)) await dice.pick(residents)!.calendar.forgetCursors();
    if (SHORT || dice.chance(0.5)) await letLeasesRunOut();
    await eventually(async () => {
      await makeAllDue(cluster);
      return hasBegunSince(since);
    }, FOREVER_MS);
    await pause(dice.between(0, SHORT ? 1_000 : 2_000));
    const [victim] = workers.splice(dice.between(0, workers.length - 1), 1);
    await victim!.kill();
    workers.push(await cluster.run('worker'));
  }

  it(
    'lose nothing, double nothing, and leave nothing stuck',
    () =>
      cluster.tell(async () => {
        const workers = await Promise.all(Array.from({ length: WORKERS }, () => cluster.run('worker')));
        const turmoil = new Turmoil(residents, SEED);
        turmoil.begin();
        for (let kill = 0; kill < KILLS; kill += 1) {
          await killAndReplace(workers);
          if (kill === Math.floor(KILLS / 2)) await convertSome();
        }
        await turmoil.end();
        expect(turmoil.count).toBeGreaterThan(KILLS);

        // What the dead held is free after half a minute.
        if (SHORT) await letLeasesRunOut();
        await eventually(isOver, FOREVER_MS);
        // The first round may finish a pull that was begun before the last edits; the second one reads those.
        for (let round = 0; round < 2; round += 1) await syncAll();
        await expectConverged(residents);
        for (const resident of residents) {
          expect(await stateOf(resident)).toMatchObject({ sync_status: 'ok', status_detail: null });
        }
      }),
    LONG_TEST,
  );

  /** The short form does not wait for leases and locks to run out: the long one shows that they do. */
  async function isOver(): Promise<boolean> {
    return SHORT ? isAtRest(cluster) : isIdle(cluster);
  }

  /** Half a minute passes at once: what the dead held is free, and who lives has lost the right to write. */
  async function letLeasesRunOut(): Promise<void> {
    await cluster.sql('UPDATE request_slots SET lease_expires_at = now() WHERE holder IS NOT NULL');
    await cluster.sql(
      'UPDATE calendar_integrations SET lease_expires_at = now() WHERE lease_expires_at > now()',
    );
    // Of what the dead were told and had not begun, the queue tells somebody else.
    await cluster.sql(
      `UPDATE sync_runs SET dispatched_at = now() WHERE status = 'queued' AND dispatched_at IS NOT NULL`,
    );
  }

  async function hasBegunSince(since: Date): Promise<boolean> {
    const begun = `SELECT FROM sync_runs WHERE status = 'running' AND started_at > $1`;
    return (await cluster.sql(begun, [since])).length > 0;
  }

  async function syncAll(): Promise<void> {
    const since = new Date();
    await makeAllDue(cluster);
    await eventually(async () => (await haveSyncedSince(since)) && isOver(), FOREVER_MS);
  }

  async function haveSyncedSince(since: Date): Promise<boolean> {
    const states = await Promise.all(residents.map(stateOf));
    return states.every(({ last_sync_at }) => last_sync_at !== null && new Date(last_sync_at) > since);
  }
});
