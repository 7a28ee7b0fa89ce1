import { randomBytes } from 'node:crypto';
import { connect, consent, type GoogleService, startGoogleService } from '../harness/google-service';
import { eventually } from '../harness/eventually';
import { googleEnvironment } from '../harness/provider-environment';
import { type ServiceProcess, startServiceProcess } from '../harness/service-process';
import { accountOf, type Connected, expireToken, newConnectedUser } from '../connections/people';

const newKey = (): string => randomBytes(32).toString('base64');
const [OLD_KEY, NEW_KEY] = [newKey(), newKey()];
const OLD = `old:${OLD_KEY}`;
const ALARM = /The secret in (user_oauth_accounts|oauth_states)\.\w+ of row [\w-]+ cannot be read/;

describe('Sealed tokens', () => {
  let service: GoogleService;
  let robin: Connected;
  let one: ServiceProcess;
  const processes: ServiceProcess[] = [];

  beforeAll(async () => {
    service = await startGoogleService({ TOKEN_ENCRYPTION_KEYS: OLD });
    one = await startWith(OLD);
  });
  beforeEach(async () => {
    robin = await newConnectedUser(service);
    await service.google.clearRequests();
  });
  afterAll(async () => {
    await Promise.all(processes.map((started) => started.kill()));
    await service.close();
  });

  /** The service in a process of its own, with other keys and a log. */
  async function startWith(keys: string): Promise<ServiceProcess> {
    const google = Object.fromEntries(
      Object.keys(googleEnvironment('')).map((name) => [name, process.env[name]!]),
    );
    const environment = { ...google, TOKEN_ENCRYPTION_KEYS: keys, LOG_LEVEL: 'error' };
    const started = await startServiceProcess(service.databaseUrl, environment);
    processes.push(started);
    return started;
  }

  const listIn = (asked: ServiceProcess): Connected['list'] => {
    const api = asked.anonymous.as(robin.user.token!);
    return () => api.get(`/integrations/google/calendars?oauth_account_id=${robin.accountId}`);
  };
  const boxes = async (): Promise<{ access: string; refresh: string }> => {
    const [row] = await service.sql<{ access: string; refresh: string }>(
      'SELECT access_token_box AS access, refresh_token_box AS refresh FROM user_oauth_accounts WHERE id = $1',
      [robin.accountId],
    );
    return row!;
  };
  const alarms = (asked: ServiceProcess): { level: number }[] =>
    asked
      .output()
      .split('\n')
      .filter((line) => ALARM.test(line))
      .map((line) => JSON.parse(line) as { level: number });

  /** Nothing was asked of the provider, an alarm was logged, and the account is not blamed. */
  async function wasRefused(asked: ServiceProcess, ask: Connected['list']): Promise<void> {
    const before = alarms(asked).length;
    const { body, headers } = await ask().expect(500);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toMatchObject({ code: 'internal_error', detail: expect.any(String) });
    expect((await service.google.requests()).requests).toEqual([]);
    await eventually(() => alarms(asked).length > before);
    expect(new Set(alarms(asked).map(({ level }) => level))).toEqual(new Set([50]));
    expect(await accountOf(robin)).toMatchObject({ status: 'active', status_detail: null });
  }

  it('are read by an untampered process, which raises no alarm', async () => {
    await listIn(one)().expect(200);
    expect(alarms(one)).toEqual([]);
  });

  it.each<[string, string]>([
    ['the access token is another row’s', 'access_token_box = o.access_token_box'],
    ['the access token is the refresh token', 'access_token_box = a.refresh_token_box'],
    [
      'the refresh token is another row’s, and is needed',
      'refresh_token_box = o.refresh_token_box, expires_at = now()',
    ],
    [
      'the refresh token is the access token, and is needed',
      'refresh_token_box = a.access_token_box, expires_at = now()',
    ],
  ])('are refused, and an alarm is logged, when %s', async (_, change) => {
    const other = await newConnectedUser(service);
    await service.sql(
      `UPDATE user_oauth_accounts a SET ${change} FROM user_oauth_accounts o WHERE a.id = $1 AND o.id = $2`,
      [robin.accountId, other.accountId],
    );
    await service.google.clearRequests();
    await wasRefused(one, listIn(one));
  });

  it.each(['access', 'refresh'] as const)('are refused when a bit of the %s token flips', async (which) => {
    const box = (await boxes())[which];
    const [version, keyId, body] = box.split('.') as [string, string, string];
    for (const position of [0, 13, -1]) {
      const bytes = Buffer.from(body, 'base64url');
      bytes[(position + bytes.length) % bytes.length]! ^= 1;
      await service.sql(
        `UPDATE user_oauth_accounts SET ${which}_token_box = $2, refresh_attempted_at = NULL,
           expires_at = now() + $3 * interval '1 hour' WHERE id = $1`,
        [robin.accountId, `${version}.${keyId}.${bytes.toString('base64url')}`, which === 'refresh' ? -1 : 1],
      );
      await wasRefused(one, listIn(one));
    }
  });

  it('stop a sync without a request, and the owner is not sent to the provider', async () => {
    const api = one.anonymous.as(robin.user.token!);
    const selection = { calendar_id: robin.email, oauth_account_id: robin.accountId, sync_enabled: false };
    const { body } = await robin.user.post('/integrations/google/select-calendar', selection).expect(201);
    await service.sql('UPDATE user_oauth_accounts SET access_token_box = refresh_token_box WHERE id = $1', [
      robin.accountId,
    ]);
    await service.google.clearRequests();
    await wasRefused(one, () => api.post(`/integrations/google/${body.calendar_id}/sync`));
    const shown = await robin.user.get(`/integrations/calendars/${body.calendar_id}`).expect(200);
    expect(shown.body.sync_status).toBe('failing');
  });

  it('of an authorization are refused as well: its verifier is its own', async () => {
    const [mine, other] = [
      await consent(service, robin.user, robin.email),
      await consent(service, robin.user, robin.email),
    ];
    expect(mine.state).not.toBe(other.state);
    await service.sql(
      `UPDATE oauth_states a SET code_verifier_box = b.code_verifier_box
       FROM oauth_states b WHERE a.state_hash <> b.state_hash`,
    );
    await service.google.clearRequests();
    const api = one.anonymous.as(robin.user.token!);
    await wasRefused(one, () => api.post('/integrations/google/callback', mine));
  });

  it('go on under a new first key while the old one is kept, and are sealed with it at the next refresh', async () => {
    const rotated = await startWith(`new:${NEW_KEY},${OLD}`);
    const list = listIn(rotated);
    await list().expect(200);
    expect((await boxes()).access).toMatch(/^v1\.old\./);

    await expireToken(service, robin.accountId);
    await list().expect(200);
    const { access, refresh } = await boxes();
    expect([access, refresh].map((box) => box.slice(0, 7))).toEqual(['v1.new.', 'v1.new.']);

    const retired = await startWith(`new:${NEW_KEY}`);
    await listIn(retired)().expect(200);
    expect(alarms(retired)).toEqual([]);
  });

  it('without their key fail clearly, and connecting again mends that', async () => {
    const lost = await startWith(`new:${NEW_KEY}`);
    await wasRefused(lost, listIn(lost));
    const { body: begun } = await lost.anonymous
      .as(robin.user.token!)
      .get('/integrations/google/authorize')
      .expect(200);
    const { location } = await service.google.authorize({ authUrl: begun.auth_url, email: robin.email });
    const callback = Object.fromEntries(new URL(location).searchParams);
    const body = { code: callback.code, state: callback.state };
    const answer = await lost.anonymous
      .as(robin.user.token!)
      .post('/integrations/google/callback', body)
      .expect(200);
    expect(answer.body.oauth_account_id).toBe(robin.accountId);
    await listIn(lost)().expect(200);
    expect(await connect(service, robin.user, robin.email)).toBe(robin.accountId);
  });
});
