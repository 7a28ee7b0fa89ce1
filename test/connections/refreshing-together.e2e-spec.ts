import { eventually } from '../harness/eventually';
import { type GoogleService, startGoogleService } from '../harness/google-service';
import { googleEnvironment } from '../harness/provider-environment';
import { type ServiceProcess, startServiceProcess } from '../harness/service-process';
import { type Connected, expireToken, newConnectedUser, requestsOf } from './people';

const PROCESSES = 4;
const CALLERS = 20;

describe('A refresh of one account, asked for by 20 callers in 4 processes', () => {
  let service: GoogleService;
  let processes: ServiceProcess[];
  let robin: Connected;

  beforeAll(async () => {
    service = await startGoogleService();
    const keys = ['TOKEN_ENCRYPTION_KEYS', ...Object.keys(googleEnvironment(''))];
    const shared = Object.fromEntries(keys.map((name) => [name, process.env[name]!]));
    processes = await Promise.all(
      Array.from({ length: PROCESSES }, () => startServiceProcess(service.databaseUrl, shared)),
    );
  }, 60_000);
  beforeEach(async () => {
    await service.google.clearFaults();
    robin = await newConnectedUser(service);
    await service.google.clearRequests();
  });
  afterAll(async () => {
    await Promise.all(processes.map((one) => one.kill()));
    await service.close();
  });

  const callAll = async (): Promise<{ status: number; body: unknown }[]> =>
    Promise.all(
      Array.from({ length: CALLERS }, async (_, caller) => {
        const api = processes[caller % PROCESSES]!.anonymous.as(robin.user.token!);
        const path = `/integrations/google/calendars?oauth_account_id=${robin.accountId}`;
        const { status, body } = await api.get(path);
        return { status, body };
      }),
    );

  it.each([300, 12_000])(
    'is one request, and all are served, when the token endpoint takes %i ms',
    async (ms) => {
      await expireToken(service, robin.accountId);
      await service.google.addFault({ kind: 'token', effect: { type: 'delay', ms } });
      for (const { status, body } of await callAll()) {
        expect([status, body]).toEqual([200, { calendars: [expect.objectContaining({ id: robin.email })] }]);
      }
      expect(await requestsOf(service, 'token')).toBe(1);
    },
    40_000,
  );

  it('is one request, and all are served, when the provider refuses a token that looks fresh', async () => {
    await service.google.expireAccessTokens({ email: robin.email });
    const answers = await callAll();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await requestsOf(service, 'token')).toBe(1);
  });

  it('is one request, and all are told the same, when the grant is dead', async () => {
    await expireToken(service, robin.accountId);
    await service.google.revokeGrant({ email: robin.email });
    const answers = await callAll();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([409]));
    expect(await requestsOf(service, 'token')).toBe(1);
  });

  it('is one request, and nobody hangs, when the token endpoint is broken', async () => {
    await expireToken(service, robin.accountId);
    await service.google.addFault({
      kind: 'token',
      effect: { type: 'status', status: 500 },
      times: 'always',
    });
    const statuses = (await callAll()).map(({ status }) => status).sort((a, b) => a - b);
    expect(statuses).toEqual([502, ...Array<number>(CALLERS - 1).fill(503)]);
    expect(await requestsOf(service, 'token')).toBe(1);
  });

  it('is taken over when the process that began it dies', async () => {
    await expireToken(service, robin.accountId);
    await service.google.addFault({ kind: 'token', effect: { type: 'hang' } });
    const doomed = processes.pop()!;
    const abandoned = doomed.anonymous
      .as(robin.user.token!)
      .get(`/integrations/google/calendars?oauth_account_id=${robin.accountId}`)
      .then(
        () => 'answered',
        () => 'broken off',
      );
    await eventually(async () => (await requestsOf(service, 'token')) === 1);
    await doomed.kill();
    expect(await abandoned).toBe('broken off');

    const waiting = robin.list();
    const served = waiting.then(({ status }) => status);
    // Half a minute passes: the dead process's lease runs out.
    await service.sql(
      `UPDATE user_oauth_accounts SET refresh_lease_expires_at = now(), refresh_attempted_at = now() - interval '30 seconds' WHERE id = $1`,
      [robin.accountId],
    );
    expect(await served).toBe(200);
    expect(await requestsOf(service, 'token')).toBe(2);
  });
});
