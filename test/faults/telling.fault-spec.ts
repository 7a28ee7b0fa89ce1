import { setTimeout as pause } from 'node:timers/promises';
import { Dice } from '../convergence/dice';
import { eventually } from '../harness/eventually';
import { slackEnvironment } from '../harness/provider-environment';
import type { ServiceProcess } from '../harness/service-process';
import { Audience, numberOf, startWorkspace, type Workspace } from './audience';
import { Cluster } from './cluster';
import { figure } from './figure';
import { isIdle } from './idle';
import { LONG_TEST, SEED, SHORT } from './length';
import { signUp } from './resident';

const FACTS = SHORT ? 60 : 1_000;
/** Each of them is told one thing in a second. */
const PEOPLE = SHORT ? 30 : 100;
const KILLS = SHORT ? 2 : 25;
/** What is raised before each kill, and what after the last one. */
const SHARE = Math.floor(FACTS / (KILLS + 1));
/** How long (ms) Slack takes to post a message, at most. */
const LATENCY_MS = 600;
/** A worker is killed when Slack has been asked for up to so many messages more. */
const SOME = 10;
const FOREVER_MS = 300_000;

describe(`${FACTS} facts that ${PEOPLE} people are told in Slack by workers of whom ${KILLS} are killed`, () => {
  let workspace: Workspace;
  let cluster: Cluster;
  let workers: ServiceProcess[];
  let audience: Audience;
  /** What was being sent when a worker died. */
  const inFlight = new Set<string>();
  const dice = new Dice(SEED);

  beforeAll(async () => {
    workspace = await startWorkspace(PEOPLE);
    cluster = await Cluster.start(slackEnvironment(workspace.url));
    const [first, second] = await Promise.all([cluster.run('all'), cluster.run('worker')]);
    workers = [first, second];
    audience = await Audience.gather(cluster, await signUp(first.anonymous), workspace);
    await workspace.control.settings({ limitPosts: true });
    for (let post = 0; post < FACTS; post += 1) await slowDown();
  }, LONG_TEST);
  afterAll(async () => {
    await audience?.leave();
    await cluster?.close();
    await workspace?.close();
  });

  /** One post comes late, or is there at once and its answer trickles. */
  async function slowDown(): Promise<void> {
    const isLate = dice.chance(0.7);
    const effect = isLate
      ? ({ type: 'delay', ms: dice.between(100, LATENCY_MS) } as const)
      : ({ type: 'drip', everyMs: 1 } as const);
    await workspace.control.addFault({ kind: 'chat.postMessage', effect });
  }

  it(
    'are told at most once each; those that may be missing were being sent at a kill, and the outbox lists them',
    () =>
      cluster.tell(async () => {
        for (let kill = 0; kill < KILLS; kill += 1) {
          await audience.raise(SHARE);
          await killAndReplace();
        }
        // A worker who had nothing in hand proves nothing.
        while (inFlight.size === 0) {
          await audience.raise(PEOPLE);
          await killAndReplace();
        }
        // The rest is told by those who have taken their places.
        await audience.raise(Math.max(SHARE, FACTS - audience.size));
        await eventually(async () => (await outbox('waiting', 'sending')).length === 0, FOREVER_MS);

        const rows = await outbox();
        const posted = await audience.read();
        expect(rows).toHaveLength(audience.size);
        const timesOf = ({ description }: Row): number => posted.get(numberOf(description)) ?? 0;
        const isAsItShouldBe = (row: Row): boolean =>
          row.status === 'sent'
            ? timesOf(row) === 1
            : row.status === 'unconfirmed' && inFlight.has(row.id) && timesOf(row) <= 1;
        const strange = rows.filter((row) => !isAsItShouldBe(row));
        expect(strange.map((row) => ({ ...row, times: timesOf(row) }))).toEqual([]);
        // Nothing was posted that nobody raised.
        expect([...posted.values()].reduce((sum, times) => sum + times, 0)).toBeLessThanOrEqual(rows.length);

        const unconfirmed = rows.filter(({ status }) => status === 'unconfirmed');
        const arrived = unconfirmed.filter((row) => timesOf(row) > 0).length;
        figure('unconfirmed', unconfirmed.length, `of ${rows.length} facts, of which ${arrived} had arrived`);
        expect(unconfirmed.length).toBeGreaterThan(0);
        expect(rows.length - unconfirmed.length).toBeGreaterThanOrEqual(SHARE);
        for (const { reason } of unconfirmed) expect(reason).toContain('worker');
        // Nobody was written to faster than Slack likes.
        expect((await posts()).filter(({ status }) => status === 429)).toEqual([]);
        if (!SHORT) await eventually(() => isIdle(cluster), FOREVER_MS);
      }),
    LONG_TEST,
  );

  /** One worker is killed while messages are on their way, and a fresh one takes its place. */
  async function killAndReplace(): Promise<void> {
    const enough = (await posts()).length + dice.between(0, SOME);
    await eventually(
      async () => (await posts()).length >= enough && (await outbox('sending')).length > 0,
      FOREVER_MS,
    );
    await pause(dice.between(0, LATENCY_MS / 2));
    const [victim] = workers.splice(dice.between(0, workers.length - 1), 1);
    await victim!.kill();
    const [{ now }] = (await cluster.sql<{ now: Date }>('SELECT clock_timestamp() AS now')) as [
      { now: Date },
    ];
    workers.push(await cluster.run('worker'));
    // What the survivor was sending as well has arrived by now.
    const lost = await cluster.sql<{ id: string }>(
      `SELECT id FROM notifications WHERE status = 'sending' AND sending_since <= $1`,
      [now],
    );
    for (const { id } of lost) inFlight.add(id);
    if (SHORT || dice.chance(0.5)) await letTimePass(now);
  }

  /**
   * What the dead were sending is given up at once, not after a minute, and what they had only been told of somebody else
   * is told, not after 40 seconds. The long form waits, every other time.
   */
  async function letTimePass(killedAt: Date): Promise<void> {
    await cluster.sql(
      `UPDATE notifications SET sending_since = now() - interval '61 seconds' WHERE status = 'sending' AND id = ANY ($1)`,
      [[...inFlight]],
    );
    await cluster.sql(
      `UPDATE notifications SET dispatched_at = now() WHERE status = 'waiting' AND dispatched_at <= $1`,
      [killedAt],
    );
  }

  /** What Slack was asked to post. */
  async function posts(): Promise<{ status: number | null }[]> {
    return (await workspace.control.requests({ kind: 'chat.postMessage' })).requests;
  }

  function outbox(...statuses: string[]): Promise<Row[]> {
    return cluster.sql<Row>(
      `SELECT id, status, reason, facts ->> 'description' AS description FROM notifications
       WHERE status = ANY ($1) OR $1 = '{}'`,
      [statuses],
    );
  }
});

interface Row {
  id: string;
  status: string;
  reason: string | null;
  description: string;
}
