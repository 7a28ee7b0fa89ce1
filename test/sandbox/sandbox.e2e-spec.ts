import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GoogleControl } from '../../sandbox/google/google.control';
import { MicrosoftControl } from '../../sandbox/microsoft/microsoft.control';
import { Api } from '../harness/api';
import { ROBIN_IN_SLACK } from '../../sandbox/story/team';
import { listens, RunningSandbox } from './running-sandbox';
import { SlackInSandbox } from './slack-in-sandbox';

describe('The sandbox', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'billops-sandbox-'));
    // Where root cannot let PostgreSQL's user in, the data would be kept outside of the folder, and outlive it.
    await chmod(folder, 0o755);
  });
  afterEach(() => RunningSandbox.stopAll());
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const signIn = async ({ url, login }: RunningSandbox): Promise<Api> => {
    const anonymous = new Api(url);
    const { body } = await anonymous.post('/auth/login', login).expect(200);
    return anonymous.as(body.access_token);
  };

  /** From the consent page to stored events, of the calendar that the provider calls the primary one. */
  const connectAndSync = async (
    user: Api,
    provider: 'google' | 'microsoft',
    control: Pick<GoogleControl, 'authorize'> | Pick<MicrosoftControl, 'authorize'>,
  ): Promise<{ calendar: string; synced: number }> => {
    const path = `/integrations/${provider}`;
    const { body: begun } = await user.get(`${path}/authorize`).expect(200);
    const { location } = await control.authorize({ authUrl: begun.auth_url });
    expect(location).toContain(`/api/v1${path}/callback?`);
    const answer = Object.fromEntries(new URL(location).searchParams);
    const callback = { code: answer.code, state: answer.state };
    const { body: connected } = await user.post(`${path}/callback`, callback).expect(200);
    const { id } = connected.calendars.find(({ primary }: { primary: boolean }) => primary);
    const { oauth_account_id } = connected;
    const selection = { calendar_id: id, oauth_account_id, sync_enabled: false };
    const { body: selected } = await user.post(`${path}/select-calendar`, selection).expect(201);
    const calendar = selected.calendar_id as string;
    const { body: result } = await user.post(`${path}/${calendar}/sync`).expect(200);
    return { calendar, synced: result.synced_count };
  };

  const convertOne = async (user: Api, calendar: string): Promise<void> => {
    const unconverted = `/integrations/calendars/${calendar}/events?state=unconverted&limit=1`;
    const { body } = await user.get(unconverted).expect(200);
    const [{ id }] = body.events;
    await user.post('/integrations/calendars/events/convert', { synced_event_id: id }).expect(201);
  };

  /** What the sandbox says of Slack: an entry by a line in the inbox, its notifications, and their switches. */
  const useSlack = async (user: Api, sandbox: RunningSandbox, calendar: string): Promise<void> => {
    const slack = new SlackInSandbox(sandbox);
    const inbox = await slack.send('/time 2.5 hours: Client meeting');
    expect(inbox).toMatch(/Logged <b>2 h 30 m<\/b>.*Client meeting/s);
    const { body: logged } = await user.get('/time-entries?source=slack').expect(200);
    expect(logged.time_entries).toMatchObject([{ duration_minutes: 150, description: 'Client meeting' }]);

    await convertOne(user, calendar);
    await slack.isTold(':white_check_mark: Time entry created: ');

    const wishes = { daily_summary_time: '16:30' };
    await user.put('/integrations/slack/preferences', wishes).expect(200);
    const { body: status } = await user.get('/integrations/slack/status').expect(200);
    const known = { workspace_name: 'Berger Consulting', slack_user_id: ROBIN_IN_SLACK };
    expect(status).toMatchObject({ status: 'connected', ...known, ...wishes });
  };

  it('serves the main job with what it prints, keeps its data, and leaves nothing running', async () => {
    const first = await RunningSandbox.start('--folder', folder);
    const robin = await signIn(first);
    const { calendar, synced } = await connectAndSync(robin, 'google', new GoogleControl(first.googleUrl));
    expect(synced).toBeGreaterThan(5);
    const outlook = await connectAndSync(robin, 'microsoft', new MicrosoftControl(first.microsoftUrl));
    expect(outlook.synced).toBeGreaterThan(0);
    await useSlack(robin, first, calendar);
    for (const home of first.simulators) {
      expect(await (await fetch(home)).text()).toContain(first.login.email);
    }

    expect(await first.stop('SIGINT')).toBe(0);
    for (const address of [first.url, ...first.simulators, first.databaseUrl]) {
      expect(await listens(address)).toBe(false);
    }

    const second = await RunningSandbox.start('--folder', folder);
    const { email } = second.login;
    expect(second.output).toContain(`Connected again, because the simulators forget everything`);
    expect(second.output).toContain(`${email} (google), ${email} (microsoft)`);
    const sameSession = new Api(second.url, robin.token);
    for (const [provider, before] of [
      ['google', { calendar, synced }],
      ['microsoft', outlook],
    ] as const) {
      const path = `/integrations/calendars/${before.calendar}/events`;
      const { body: events } = await sameSession.get(path).expect(200);
      expect(events.events).toHaveLength(before.synced);
      await sameSession.post(`/integrations/${provider}/${before.calendar}/sync`).expect(200);
    }

    expect(await new SlackInSandbox(second).send('/time undo')).toContain('Client meeting');

    await expect(RunningSandbox.start('--folder', folder, '--fresh')).rejects.toThrow(/already running/);
    expect(await second.stop('SIGTERM')).toBe(0);

    const fresh = await RunningSandbox.start('--folder', folder, '--fresh');
    const { body: accounts } = await (await signIn(fresh)).get('/integrations/accounts').expect(200);
    expect(accounts.accounts).toEqual([]);
    expect(await fresh.stop('SIGINT')).toBe(0);
  });

  it('says which port is taken', async () => {
    const port = new URL(process.env.TEST_POSTGRES_URL!).port;
    await expect(RunningSandbox.start('--folder', folder, '--port', port)).rejects.toThrow(
      `Port ${port} is taken`,
    );
  });
});
