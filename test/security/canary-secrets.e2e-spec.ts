import { randomBytes } from 'node:crypto';
import type { FaultEffect } from '../../sandbox/google/fault';
import type { RequestKind } from '../../sandbox/google/api.request';
import { GoogleControl } from '../../sandbox/google/google.control';
import { type GoogleSimulator, startGoogleSimulator } from '../../sandbox/google/google.simulator';
import { parseKeyRing } from '../../src/common/secrets/key-ring';
import { open } from '../../src/common/secrets/secret-box';
import { meeting } from '../harness/meetings';
import { googleEnvironment } from '../harness/provider-environment';
import { type ServiceProcess, startServiceProcess } from '../harness/service-process';
import { createDatabase, dropDatabase } from '../harness/test-database';
import { Client } from 'pg';
import { canary, isFreeOf } from './canaries';
import { dumpPostgres, dumpRedis } from './dump';

const CLIENT_SECRET = canary('client-secret');
const JWT_SECRET = canary('jwt-secret');
const PASSWORD = canary('password');
const KEY = randomBytes(32).toString('base64');
const KEYS = `k1:${KEY}`;
const EMAIL = 'robin@calendar.example';
const TROUBLE: [RequestKind, FaultEffect][] = [
  ['token', { type: 'status', status: 500 }],
  ['token', { type: 'reset' }],
  ['token', { type: 'htmlPage' }],
  ['token', { type: 'status', status: 401, reason: 'invalid_client' }],
  ['calendarList', { type: 'status', status: 500 }],
  ['calendarList', { type: 'status', status: 401 }],
  ['calendarList', { type: 'wrongTypes' }],
];

describe('Secrets, when the whole job is done at trace level', () => {
  let simulator: GoogleSimulator;
  let google: GoogleControl;
  let databaseUrl: string;
  let service: ServiceProcess;
  let database: Client;
  const answers: string[] = [];
  const oauth = new Set<string>();
  const sessions = new Set<string>();

  beforeAll(async () => {
    databaseUrl = await createDatabase();
    simulator = await startGoogleSimulator({ clientSecret: CLIENT_SECRET });
    google = new GoogleControl(simulator.url);
    service = await startServiceProcess(databaseUrl, {
      ...googleEnvironment(simulator.url),
      GOOGLE_CLIENT_SECRET: CLIENT_SECRET,
      TOKEN_ENCRYPTION_KEYS: KEYS,
      JWT_SECRET,
      LOG_LEVEL: 'trace',
      RATE_LIMIT: 'on',
    });
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    await google.seedAccounts({ accounts: [{ email: EMAIL }] });
    await google.putEvents({ calendarId: EMAIL, events: [meeting(1), meeting(2)] });
    await wholeJob();
  }, 60_000);
  afterAll(async () => {
    await service.kill();
    await database.end();
    await simulator.close();
    await dropDatabase(databaseUrl);
  });

  let bearer: string | undefined;

  /** Asks the service, and keeps all that it answers; `bearer` and the session's own answers are the caller's. */
  async function ask(method: string, path: string, body?: object): Promise<ReturnType<typeof JSON.parse>> {
    const response = await fetch(`${service.url}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    answers.push(JSON.stringify([...response.headers]), text);
    return text && /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : {};
  }

  async function signIn(path: string, body: object): Promise<void> {
    const { access_token, refresh_token } = await ask('POST', path, body);
    bearer = access_token;
    sessions.add(access_token).add(refresh_token);
  }

  async function authorize(): Promise<{ code: string; state: string }> {
    const { auth_url: authUrl, state } = await ask('GET', '/integrations/google/authorize');
    const { location } = await google.authorize({ authUrl, email: EMAIL });
    const code = new URL(location).searchParams.get('code')!;
    oauth.add(code);
    return { code, state };
  }

  /** Remembers every token and verifier that is stored now, which we can read as the key is ours. */
  async function noteSecrets(): Promise<void> {
    const { rows } = await database.query<{ row: string; column: string; box: string; table: string }>(
      `SELECT 'user_oauth_accounts' AS table, 'access_token_box' AS column, id::text AS row, access_token_box AS box
         FROM user_oauth_accounts
       UNION SELECT 'user_oauth_accounts', 'refresh_token_box', id::text, refresh_token_box FROM user_oauth_accounts
       UNION SELECT 'oauth_states', 'code_verifier_box', encode(state_hash, 'hex'), code_verifier_box FROM oauth_states`,
    );
    for (const { box, ...place } of rows) oauth.add(open(parseKeyRing(KEYS), place, box));
  }

  async function wholeJob(): Promise<void> {
    const person = { email: 'robin@example.com', password: PASSWORD };
    await signIn('/auth/signup', { ...person, name: 'Robin' });
    await ask('POST', '/auth/login', { ...person, password: `${PASSWORD}!` });
    await ask('POST', '/auth/login', { ...person, unknown: PASSWORD });
    await signIn('/auth/login', person);
    const callback = await authorize();
    const { oauth_account_id: account } = await ask('POST', '/integrations/google/callback', callback);
    await noteSecrets();
    await ask('POST', '/integrations/google/callback', callback);
    await ask('POST', '/integrations/google/callback', { ...(await authorize()), code: canary('code') });
    await ask('GET', `/integrations/google/callback?code=${(await authorize()).code}&state=unknown`);

    const list = `/integrations/google/calendars?oauth_account_id=${account}`;
    const selection = { calendar_id: EMAIL, oauth_account_id: account, sync_enabled: false };
    const { calendar_id: id } = await ask('POST', '/integrations/google/select-calendar', selection);
    await ask('POST', `/integrations/google/${id}/sync`);
    const { events } = await ask('GET', `/integrations/calendars/${id}/events`);
    await ask('POST', '/integrations/calendars/events/convert', { synced_event_id: events[0].id });
    for (const path of ['/integrations/accounts', '/integrations/calendars', '/time-entries', '/auth/me']) {
      await ask('GET', path);
    }
    await ask('GET', `/integrations/calendars/${id}/sync-runs`);

    for (const [kind, effect] of TROUBLE) {
      await google.addFault({ kind, effect });
      await forgetPauses();
      if (kind === 'token') await database.query('UPDATE user_oauth_accounts SET expires_at = now()');
      await ask('GET', list);
      await google.addFault({ kind, effect });
      await ask('POST', '/integrations/google/callback', await authorize());
      await google.clearFaults();
      await noteSecrets();
    }
    await failInside('oauth_states', async () => {
      await ask('GET', '/integrations/google/authorize');
    });
    const late = await authorize();
    await failInside('user_oauth_accounts', async () => {
      await ask('POST', '/integrations/google/callback', late);
    });
    await forgetPauses();
    await ask('POST', '/integrations/google/callback', await authorize());
    await noteSecrets();
    await google.expireAccessTokens({});
    await ask('POST', `/integrations/google/${id}/sync`);
    await noteSecrets();
    await google.revokeGrant({ email: EMAIL });
    await database.query('UPDATE user_oauth_accounts SET expires_at = now(), refresh_attempted_at = NULL');
    await ask('POST', `/integrations/google/${id}/sync`);
    await ask('POST', '/integrations/google/callback', await authorize());
    await noteSecrets();
    await noteRequests();
  }

  const forgetPauses = (): Promise<unknown> =>
    database.query(
      `UPDATE user_oauth_accounts SET refresh_attempted_at = NULL, throttled_until = NULL, status = 'active'`,
    );

  /** A table is away for a while: a query fails that carries the most delicate parameters. */
  async function failInside(table: string, work: () => Promise<void>): Promise<void> {
    await database.query(`ALTER TABLE ${table} RENAME TO hidden`);
    await work();
    await database.query(`ALTER TABLE hidden RENAME TO ${table}`);
  }

  /** What the provider was sent: codes, verifiers, refresh tokens. */
  async function noteRequests(): Promise<void> {
    const { requests } = await google.requests({ kind: 'token' });
    for (const { form } of requests) {
      for (const name of ['code', 'code_verifier', 'refresh_token']) {
        if (typeof form[name] === 'string') oauth.add(form[name]);
      }
    }
  }

  const OURS = [CLIENT_SECRET, JWT_SECRET, PASSWORD, KEY, Buffer.from(KEY, 'base64').toString('hex')];

  it('were many, and the job was done', () => {
    expect(oauth.size).toBeGreaterThan(20);
    expect(sessions.size).toBeGreaterThan(2);
    const statuses = service.output().match(/"status":\d+/g) ?? [];
    expect(new Set(statuses)).toEqual(
      new Set([
        '"status":200',
        '"status":201',
        '"status":302',
        '"status":400',
        '"status":401',
        '"status":409',
        '"status":500',
        '"status":502',
      ]),
    );
  });

  it('are in no line of the log', () => {
    expect(service.output().split('\n').length).toBeGreaterThan(50);
    isFreeOf(service.output(), [...oauth, ...sessions, ...OURS]);
  });

  it('are in no answer', () => {
    isFreeOf(answers.join('\n'), [...oauth, ...OURS]);
  });

  it('are in no key and no value of Redis', async () => {
    const url = `${process.env.TEST_REDIS_URL}/${process.env.JEST_WORKER_ID ?? 1}`;
    const { keys, text } = await dumpRedis(url);
    expect(keys.length).toBeGreaterThan(0);
    isFreeOf(text, [...oauth, ...sessions, ...OURS]);
  });

  it('are in no column of PostgreSQL', async () => {
    const { tables, text } = await dumpPostgres(databaseUrl);
    expect(tables).toContain('public.user_oauth_accounts');
    expect(text).toContain(EMAIL);
    isFreeOf(text, [...oauth, ...sessions, ...OURS]);
  });
});
