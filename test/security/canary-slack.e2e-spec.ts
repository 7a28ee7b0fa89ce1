import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { FaultEffect } from '../../sandbox/simulator/fault';
import { SlackControl } from '../../sandbox/slack/slack.control';
import { type SlackSimulator, startSlackSimulator } from '../../sandbox/slack/slack.simulator';
import { parseKeyRing } from '../../src/common/secrets/key-ring';
import { open } from '../../src/common/secrets/secret-box';
import type { Api } from '../harness/api';
import { slackEnvironment } from '../harness/provider-environment';
import { type ServiceProcess, startServiceProcess } from '../harness/service-process';
import { createDatabase, dropDatabase } from '../harness/test-database';
import { targetsOf } from '../slack/slack-service';
import { canary, isFreeOf } from './canaries';
import { dumpPostgres, dumpRedis } from './dump';

const CLIENT_SECRET = canary('client-secret');
const SIGNING_SECRET = canary('signing-secret');
const KEYS = `k1:${randomBytes(32).toString('base64')}`;
const TROUBLE: FaultEffect[] = [
  { type: 'status', status: 500 },
  { type: 'status', status: 429 },
  { type: 'reset' },
  { type: 'htmlPage' },
  { type: 'status', status: 200, reason: 'bad_client_secret' },
];

describe("Slack's secrets, when the whole job is done at trace level", () => {
  let simulator: SlackSimulator;
  let slack: SlackControl;
  let databaseUrl: string;
  let service: ServiceProcess;
  let database: Client;
  let user: Api;
  const answers: string[] = [];
  const secrets = new Set([CLIENT_SECRET, SIGNING_SECRET]);

  beforeAll(async () => {
    databaseUrl = await createDatabase();
    simulator = await startSlackSimulator({ clientSecret: CLIENT_SECRET, signingSecret: SIGNING_SECRET });
    slack = new SlackControl(simulator.url);
    const users = ['U0ROBIN', 'U0KIM'].map((id) => ({ id, name: id, email: `${id}@acme.example` }));
    await slack.seedWorkspaces({
      workspaces: [
        { id: 'T0ACME', name: 'Acme', users: users.slice(0, 1) },
        { id: 'T0FALLBACK', name: 'Fallback', users: users.slice(1) },
      ],
    });
    const { token } = await slack.install({ site: 'T0FALLBACK' });
    secrets.add(token);
    service = await startServiceProcess(databaseUrl, {
      ...slackEnvironment(simulator.url),
      SLACK_CLIENT_SECRET: CLIENT_SECRET,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_BOT_TOKEN: token,
      TOKEN_ENCRYPTION_KEYS: KEYS,
      LOG_LEVEL: 'trace',
    });
    await slack.targets(targetsOf(service.url));
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    await wholeJob();
  }, 60_000);
  afterAll(async () => {
    await service.kill();
    await database.end();
    await simulator.close();
    await dropDatabase(databaseUrl);
  });

  /** Installs the app as far as it goes, and remembers the token that is stored then. */
  async function install(code?: string): Promise<void> {
    const { body } = await user.get('/integrations/slack/authorize');
    const { location } = await slack.authorize({ authUrl: body.auth_url, user: 'U0ROBIN' });
    const given = Object.fromEntries(new URL(location).searchParams);
    secrets.add(given.code!);
    const { text } = await user.post('/integrations/slack/callback', {
      code: code ?? given.code,
      state: given.state,
    });
    answers.push(text);
    const { rows } = await database.query<{ row: string; box: string }>(
      'SELECT id::text AS row, bot_token_box AS box FROM slack_integrations WHERE bot_token_box IS NOT NULL',
    );
    for (const { row, box } of rows) {
      const place = { table: 'slack_integrations', column: 'bot_token_box', row };
      secrets.add(open(parseKeyRing(KEYS), place, box));
    }
  }

  async function command(person: string, forge?: object): Promise<void> {
    const { body } = await slack.sendCommand({ user: person, text: 'status', ...(forge && { forge }) });
    answers.push(body);
  }

  async function wholeJob(): Promise<void> {
    const person = { email: 'robin@example.com', name: 'Robin', password: 'correct horse' };
    const { body } = await service.anonymous.post('/auth/signup', person).expect(201);
    user = service.anonymous.as(body.access_token);
    await install();
    await install(canary('code'));
    for (const effect of TROUBLE) {
      await slack.addFault({ kind: 'oauth.v2.access', effect });
      await install();
      await slack.addFault({ kind: 'users.info', effect });
      await install();
      await slack.addFault({ kind: 'auth.test', effect });
      await database.query(`DELETE FROM slack_integrations WHERE workspace_id = 'T0FALLBACK'`);
      await command('U0KIM');
      await slack.clearFaults();
    }
    await command('U0ROBIN');
    await command('U0KIM');
    await command('U0ROBIN', { signingSecret: 'another' });
    await database.query('ALTER TABLE slack_integrations RENAME TO hidden');
    await command('U0ROBIN');
    await database.query('ALTER TABLE hidden RENAME TO slack_integrations');
    answers.push((await user.get('/integrations/slack/status')).text);
    await slack.endToken({ site: 'T0ACME', error: 'account_inactive' });
    await slack.uninstall({ site: 'T0ACME' });
    await install();
  }

  it('were several, and the job was done', () => {
    expect(secrets.size).toBeGreaterThan(10);
    expect([...secrets].filter((secret) => secret.startsWith('xoxb')).length).toBeGreaterThan(1);
    for (const said of ['app installed', 'request refused', 'request failed', 'workspace switched off']) {
      expect(service.output()).toContain(said);
    }
  });

  it('are in no line of the log', () => isFreeOf(service.output(), secrets));

  it('are in no answer', () => isFreeOf(answers.join('\n'), secrets));

  it('are in no key and no value of Redis', async () => {
    const url = `${process.env.TEST_REDIS_URL}/${process.env.JEST_WORKER_ID ?? 1}`;
    isFreeOf((await dumpRedis(url)).text, secrets);
  });

  it('are in no column of PostgreSQL', async () => {
    const { text } = await dumpPostgres(databaseUrl);
    expect(text).toContain('T0ACME');
    isFreeOf(text, secrets);
  });
});
