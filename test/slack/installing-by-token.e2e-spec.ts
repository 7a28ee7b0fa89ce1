import { SlackControl } from '../../sandbox/slack/slack.control';
import { type SlackSimulator, startSlackSimulator } from '../../sandbox/slack/slack.simulator';
import { NotInstalled, SlackClients } from '../../src/slack/workspace/slack-clients';
import { eventually } from '../harness/eventually';
import { REDIRECT_URI, slackEnvironment } from '../harness/provider-environment';
import { type Service, startService } from '../harness/service';
import { consent, newWorkspace, type SlackService, targetsOf } from './slack-service';

const USERS = [{ id: 'U0ROBIN', name: 'Robin', email: 'robin@acme.example' }];

describe('A workspace by SLACK_BOT_TOKEN', () => {
  let simulator: SlackSimulator;
  let slack: SlackControl;
  let service: Service;

  beforeAll(async () => {
    simulator = await startSlackSimulator({ redirectUris: [REDIRECT_URI.slack] });
    slack = new SlackControl(simulator.url);
  });
  beforeEach(async () => {
    await slack.reset();
    await slack.seedWorkspaces({
      workspaces: [
        { id: 'T0ACME', name: 'Acme', users: USERS },
        { id: 'T0OTHER', name: 'Other', users: [{ id: 'U0KIM', name: 'Kim', email: 'kim@other.example' }] },
      ],
    });
    const { token } = await slack.install({ site: 'T0ACME' });
    service = await startService({ ...slackEnvironment(simulator.url), SLACK_BOT_TOKEN: token });
    await slack.targets(targetsOf(service.url));
  });
  afterEach(async () => {
    delete process.env.SLACK_BOT_TOKEN;
    await service.close();
  });
  afterAll(() => simulator.close());

  const say = async (user: string): Promise<string> =>
    (await slack.sendCommand({ user, text: 'help' })).message!.text;
  const asked = async (): Promise<number> => (await slack.requests({ kind: 'auth.test' })).requests.length;
  const rows = (): Promise<Record<string, unknown>[]> =>
    service.sql(
      `SELECT id, workspace_id, workspace_name, is_active, bot_token_box, bot_user_id FROM slack_integrations`,
    );

  it('is served, and no other; Slack is asked once whose the token is', async () => {
    expect(await asked()).toBe(0);
    expect(await rows()).toEqual([]);
    await Promise.all([say('U0ROBIN'), say('U0ROBIN')]);
    expect(await say('U0ROBIN')).not.toContain('not installed');
    expect(await say('U0KIM')).toContain('not installed');
    expect(await asked()).toBe(1);
    const [row, ...others] = await rows();
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      workspace_id: 'T0ACME',
      workspace_name: 'Acme',
      is_active: true,
      bot_token_box: null,
      bot_user_id: expect.any(String),
    });
    const client = await service.app.get(SlackClients).of(row!.id as string);
    expect((await client.chat.postMessage({ channel: 'U0ROBIN', text: 'Hello' })).ok).toBe(true);
  });

  it('is asked for again after a failure', async () => {
    await slack.addFault({ kind: 'auth.test', effect: { type: 'status', status: 500 } });
    expect(await say('U0ROBIN')).toContain('Something went wrong on our side');
    expect(await rows()).toEqual([]);
    expect(await say('U0ROBIN')).not.toContain('went wrong');
    expect(await asked()).toBe(2);
  });

  it('does not keep a command waiting while Slack is slow to say whose the token is', async () => {
    await slack.addFault({ kind: 'auth.test', effect: { type: 'delay', ms: 4_000 } });
    await slack.settings({ answerWithin: 3_000 });
    expect(await say('U0ROBIN')).toContain('Something went wrong on our side');
    await eventually(async () => (await rows()).length === 1);
    expect(await say('U0ROBIN')).not.toContain('went wrong');
    expect(await asked()).toBe(1);
  });

  it('is not installed while the token is refused', async () => {
    await slack.endToken({ site: 'T0ACME' });
    expect(await say('U0ROBIN')).toContain('not installed');
    expect(await rows()).toEqual([]);
  });

  it('is switched off when it is uninstalled', async () => {
    await say('U0ROBIN');
    await slack.uninstall({ site: 'T0ACME' });
    const [row] = await rows();
    expect(row).toMatchObject({ is_active: false });
    expect(await say('U0ROBIN')).toContain('not installed');
    await expect(service.app.get(SlackClients).of(row!.id as string)).rejects.toThrow(NotInstalled);
  });

  it('may be installed properly, and its own token counts then', async () => {
    await say('U0ROBIN');
    const robin = await service.signUp('Robin');
    const both: SlackService = Object.assign(service, { slack, slackUrl: simulator.url });
    const callback = await consent(both, robin, { user: 'U0ROBIN' });
    await robin.post('/integrations/slack/callback', callback).expect(200);
    expect(await rows()).toMatchObject([{ is_active: true, bot_token_box: expect.any(String) }]);
    const workspace = await newWorkspace(both);
    const other = await consent(both, robin, { user: workspace.users[0]!.id });
    await robin.post('/integrations/slack/callback', other).expect(200);
    expect(await rows()).toHaveLength(2);
  });

  it('is over when the token is of another one', async () => {
    await say('U0ROBIN');
    await service.sql(`UPDATE slack_integrations SET workspace_id = 'T0OTHER'`);
    expect(await say('U0KIM')).toContain('not installed');
    expect(await rows()).toMatchObject([{ workspace_id: 'T0OTHER', is_active: false }]);
  });
});
