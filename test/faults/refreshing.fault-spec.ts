import { Dice } from '../convergence/dice';
import type { ServiceProcess } from '../harness/service-process';
import { Cluster } from './cluster';
import { LONG_TEST, SEED, SHORT } from './length';
import { moveIn, type Resident } from './resident';

const PROCESSES = 4;
const CALLERS = 20;
const LATENCIES = [
  ['microsoft', 300],
  ['google', 12_000],
  ...(SHORT
    ? []
    : ([
        ['google', 300],
        ['microsoft', 12_000],
      ] as const)),
] as const;

describe('An expired token that 20 callers in 4 processes need at once', () => {
  let cluster: Cluster;
  let processes: ServiceProcess[];
  let dice: Dice;

  beforeAll(async () => {
    dice = new Dice(SEED);
    cluster = await Cluster.start();
    processes = await Promise.all(Array.from({ length: PROCESSES }, () => cluster.run('api')));
  }, LONG_TEST);
  afterAll(() => cluster?.close());

  /** Every other caller lists calendars, the others want a sync: of those, one runs. */
  const callAll = ({ user, slug, accountId, calendarId }: Resident): Promise<number[]> =>
    Promise.all(
      Array.from({ length: CALLERS }, async (_, caller) => {
        const api = processes[caller % PROCESSES]!.anonymous.as(user.token!);
        const list = `/integrations/${slug}/calendars?oauth_account_id=${accountId}`;
        const wantsSync = caller % 10 === 9;
        const { status } = await (wantsSync
          ? api.post(`/integrations/${slug}/${calendarId}/sync`)
          : api.get(list));
        return status;
      }),
    );

  it.each(LATENCIES)(
    'is renewed at %s by one request, and all are served, when that takes %i ms',
    (slug, ms) =>
      cluster.tell(async () => {
        const { control } = cluster.providers[slug];
        const calendar = { meetings: 3, dice, syncEnabled: false };
        const resident = await moveIn(processes[0]!.anonymous, cluster.providers[slug], calendar);
        await cluster.sql(
          `UPDATE user_oauth_accounts SET expires_at = now() - interval '1 minute' WHERE id = $1`,
          [resident.accountId],
        );
        await control.clearRequests();
        await control.addFault({ kind: 'token', effect: { type: 'delay', ms } });

        const statuses = await callAll(resident);

        // Two ask for a sync: the one that comes second may be told that the first is at it.
        const isServed = (status: number): boolean => status === 200 || status === 409;
        expect(statuses.filter((status) => !isServed(status))).toEqual([]);
        expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(CALLERS - 1);
        expect((await control.requests({ kind: 'token' })).requests.length).toBe(1);
      }),
    LONG_TEST,
  );
});
