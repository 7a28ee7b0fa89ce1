import type { Api } from '../harness/api';
import { REDIRECT_URI } from '../harness/provider-environment';
import { consent, installed, newWorkspace, type SlackService, startSlackService } from './slack-service';

interface Row {
  id: string;
  user_id: string;
  workspace_id: string;
  enterprise_id: string | null;
  is_enterprise_install: boolean;
  workspace_name: string;
  bot_token_box: string | null;
  is_active: boolean;
  status_detail: string | null;
  scopes: string[];
}

describe('Installing the Slack app', () => {
  let service: SlackService;
  let robin: Api;

  beforeAll(async () => {
    service = await startSlackService();
    robin = await service.signUp('Robin');
  });
  beforeEach(async () => {
    await service.slack.clearFaults();
    await service.slack.clearRequests();
  });
  afterAll(() => service.close());

  const rows = (teamId: string): Promise<Row[]> =>
    service.sql<Row>('SELECT * FROM slack_integrations WHERE workspace_id = $1', [teamId]);
  const bindings = (teamId: string): Promise<Record<string, unknown>[]> =>
    service.sql('SELECT * FROM slack_user_bindings WHERE team_id = $1 ORDER BY slack_user_id', [teamId]);
  const me = async (user: Api): Promise<string> => (await user.get('/auth/me').expect(200)).body.id;
  const exchanges = async (): Promise<number> =>
    (await service.slack.requests({ kind: 'oauth.v2.access' })).requests.length;
  const finish = (user: Api, callback: object): ReturnType<Api['post']> =>
    user.post('/integrations/slack/callback', callback);

  it('begins at Slack, with what the app needs and a state for this browser', async () => {
    const { body, headers } = await robin.get('/integrations/slack/authorize').expect(200);
    const url = new URL(body.auth_url);
    expect(`${url.origin}${url.pathname}`).toBe(`${service.slackUrl}/oauth/v2/authorize`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: expect.any(String),
      scope: 'commands,chat:write,im:write,users:read',
      redirect_uri: REDIRECT_URI.slack,
      state: body.state,
    });
    expect(headers['set-cookie']![0]).toMatch(/^billops_oauth=[\w-]{43};.*HttpOnly; SameSite=Lax/);
    expect(JSON.stringify(await service.sql('SELECT * FROM oauth_states'))).not.toContain(body.state);
  });

  it('stores the workspace, and who of us its installer is', async () => {
    const workspace = await newWorkspace(service);
    const [installer] = workspace.users;
    const callback = await consent(service, robin, { user: installer!.id });
    const { body } = await finish(robin, callback).expect(200);
    expect(body).toEqual({
      status: 'success',
      workspace_id: workspace.id,
      workspace_name: workspace.name,
      message: expect.stringContaining(workspace.name),
    });
    const [row] = await rows(workspace.id);
    expect(row).toMatchObject({
      user_id: await me(robin),
      workspace_name: workspace.name,
      enterprise_id: null,
      is_enterprise_install: false,
      is_active: true,
      bot_user_id: workspace.botUserId,
      scopes: expect.arrayContaining(['commands', 'chat:write']),
    });
    expect(row!.bot_token_box).toMatch(/^v1\.test\./);
    expect(await bindings(workspace.id)).toMatchObject([
      {
        user_id: await me(robin),
        slack_user_id: installer!.id,
        slack_username: expect.stringMatching(/^robin/),
      },
    ]);
    expect(
      await service.sql('SELECT 1 FROM notification_preferences WHERE user_id = $1', [await me(robin)]),
    ).toHaveLength(1);
  });

  it('again renews the row, makes it active, and tells who the installer is now', async () => {
    const { workspace, slackUserId, integrationId } = await installed(service, robin);
    const [before] = await rows(workspace.id);
    await service.sql(
      `UPDATE slack_integrations SET is_active = false, bot_token_box = NULL, status_detail = 'gone'`,
    );
    const kim = await service.signUp('Kim');
    await finish(kim, await consent(service, kim, { user: slackUserId })).expect(200);
    const [row, ...others] = await rows(workspace.id);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      id: integrationId,
      user_id: await me(kim),
      is_active: true,
      status_detail: null,
      bot_token_box: expect.any(String),
    });
    expect(row!.bot_token_box).not.toBe(before!.bot_token_box);
    expect(await bindings(workspace.id)).toMatchObject([
      { user_id: await me(kim), slack_user_id: slackUserId },
    ]);
  });

  it('keeps several workspaces side by side', async () => {
    const [one, two] = [await installed(service, robin), await installed(service, robin)];
    expect(one.integrationId).not.toBe(two.integrationId);
    const boxes = [...(await rows(one.teamId)), ...(await rows(two.teamId))].map((row) => row.bot_token_box);
    expect(new Set(boxes).size).toBe(2);
  });

  it('takes a whole organisation, and finds out where its installer is', async () => {
    const workspace = await newWorkspace(service, { id: 'E0GLOBEX', name: 'Globex' });
    const [installer] = workspace.users;
    const callback = await consent(service, robin, { user: installer!.id, orgWide: true });
    const { body } = await finish(robin, callback).expect(200);
    expect(body).toMatchObject({ workspace_id: 'E0GLOBEX', workspace_name: 'Globex' });
    expect(await rows('E0GLOBEX')).toMatchObject([
      { enterprise_id: 'E0GLOBEX', is_enterprise_install: true },
    ]);
    expect(await bindings(workspace.id)).toMatchObject([{ slack_user_id: installer!.id }]);
    const { message } = await service.slack.sendCommand({ user: workspace.users[1]!.id, text: 'help' });
    expect(message?.text).not.toContain('not installed');
  });

  it('stands although nobody tells the name of its installer', async () => {
    const workspace = await newWorkspace(service);
    const [installer] = workspace.users;
    const callback = await consent(service, robin, { user: installer!.id });
    await service.slack.addFault({ kind: 'users.info', effect: { type: 'status', status: 500 } });
    await finish(robin, callback).expect(200);
    expect(await bindings(workspace.id)).toMatchObject([{ slack_username: installer!.id }]);
  });

  describe('is refused', () => {
    const refused = async (user: Api, callback: object, code: string): Promise<void> => {
      const { body } = await finish(user, callback).expect(400);
      expect(body.code).toBe(code);
    };

    it('for a state that is unknown, used, too old, of another user or of another provider', async () => {
      const workspace = await newWorkspace(service);
      const mallory = await service.signUp('Mallory');
      await refused(robin, { code: 'code', state: 'nobody knows it' }, 'invalid_state');
      const callback = await consent(service, robin, { user: workspace.users[0]!.id });
      await refused(mallory, callback, 'invalid_state');
      await service.sql(`UPDATE oauth_states SET provider = 'google'`);
      await refused(robin, callback, 'invalid_state');
      await service.sql(
        `UPDATE oauth_states SET provider = 'slack', expires_at = now() - interval '1 second'`,
      );
      await refused(robin, callback, 'invalid_state');
      expect(await exchanges()).toBe(0);
      await service.sql(`UPDATE oauth_states SET expires_at = now() + interval '1 minute'`);
      await finish(robin, callback).expect(200);
      await refused(robin, callback, 'invalid_state');
      expect(await exchanges()).toBe(1);
    });

    it('49 times of 50 at once', async () => {
      const workspace = await newWorkspace(service);
      const callback = await consent(service, robin, { user: workspace.users[0]!.id });
      const answers = await Promise.all(Array.from({ length: 50 }, () => finish(robin, callback)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ body }) => body.code === 'invalid_state')).toHaveLength(49);
      expect(await exchanges()).toBe(1);
    });

    it.each<[string, object, number, string]>([
      ['Slack refuses the code', { status: 200, reason: 'invalid_code' }, 400, 'oauth_failed'],
      ['the secret is wrong', { status: 200, reason: 'bad_client_secret' }, 502, 'provider_error'],
      ['Slack is in trouble', { status: 200, reason: 'internal_error' }, 502, 'provider_error'],
      ['Slack is down', { status: 500 }, 502, 'provider_error'],
      ['Slack answers nothing', { status: 200, body: null }, 502, 'provider_error'],
      ['Slack throttles', { status: 429 }, 503, 'unavailable'],
      [
        'commands are not granted',
        { status: 200, body: grant({ scope: 'chat:write' }) },
        400,
        'missing_scope',
      ],
      ['there is no bot', { status: 200, body: grant({ access_token: undefined }) }, 400, 'oauth_failed'],
      ['tokens rotate', { status: 200, body: grant({ expires_in: 43_200 }) }, 502, 'provider_error'],
    ])('when %s, and nothing is stored', async (_, effect, status, code) => {
      const workspace = await newWorkspace(service);
      const callback = await consent(service, robin, { user: workspace.users[0]!.id });
      await service.slack.addFault({
        kind: 'oauth.v2.access',
        effect: { type: 'status', ...effect } as never,
      });
      const { body } = await finish(robin, callback).expect(status);
      expect(body.code).toBe(code);
      expect(await rows(workspace.id)).toEqual([]);
      expect(await rows('T0FAULT')).toEqual([]);
      expect(await bindings(workspace.id)).toEqual([]);
    });

    it('to viewers', async () => {
      const login = { email: 'vic@example.com', password: 'correct horse' };
      await robin.post('/users', { ...login, name: 'Vic', role: 'viewer' }).expect(201);
      const { body } = await service.anonymous.post('/auth/login', login).expect(200);
      const viewer = service.anonymous.as(body.access_token);
      await finish(viewer, { code: 'code', state: 'state' }).expect(403);
    });
  });

  it('has no routes of calendars', async () => {
    await robin
      .get('/integrations/slack/calendars?oauth_account_id=00000000-0000-4000-8000-000000000000')
      .expect(404);
    await robin.get('/integrations/slack/unknown').expect(404);
    await robin.post('/integrations/slack/unknown', {}).expect(404);
  });
});

/** An answer of `oauth.v2.access` that is sound but for one thing. */
function grant(changes: object): object {
  return {
    ok: true,
    access_token: 'xoxb-of-a-fault',
    token_type: 'bot',
    scope: 'commands,chat:write',
    bot_user_id: 'U0BOT',
    app_id: 'A0SANDBOX1',
    team: { id: 'T0FAULT', name: 'Fault' },
    enterprise: null,
    authed_user: { id: 'U0FAULT' },
    is_enterprise_install: false,
    ...changes,
  };
}

describe('Without its variables', () => {
  let service: SlackService;

  beforeAll(async () => {
    service = await startSlackService({ SLACK_CLIENT_SECRET: '', SLACK_SIGNING_SECRET: '' });
  });
  afterAll(() => service.close());

  it('the app is switched off, and names them', async () => {
    const robin = await service.signUp('Robin');
    const off = (variable: string): object => ({
      code: 'provider_not_configured',
      detail: expect.stringContaining(variable),
    });
    const answers = [
      await robin.get('/integrations/slack/authorize').expect(503),
      await robin.post('/integrations/slack/callback', { code: 'code', state: 'state' }).expect(503),
      await robin.post('/integrations/slack/callback', {}).expect(503),
      await service.anonymous.get('/integrations/slack/callback?code=a&state=b').expect(503),
    ];
    for (const { body } of answers) expect(body).toMatchObject(off('SLACK_CLIENT_SECRET'));
    for (const path of ['commands/time', 'interactions', 'events']) {
      const { body } = await service.anonymous.post(`/integrations/slack/${path}`, {}).expect(503);
      expect(body).toMatchObject(off('SLACK_SIGNING_SECRET'));
    }
  });
});
