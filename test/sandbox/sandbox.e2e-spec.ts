import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GoogleControl } from '../../sandbox/google/google.control';
import { Api } from '../harness/api';
import { listens, RunningSandbox } from './running-sandbox';

describe('The sandbox', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'billops-sandbox-'));
    // Where root cannot let PostgreSQL's user in, the data would be kept outside of the folder, and outlive it.
    await chmod(folder, 0o755);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const signIn = async ({ url, login }: RunningSandbox): Promise<Api> => {
    const anonymous = new Api(url);
    const { body } = await anonymous.post('/auth/login', login).expect(200);
    return anonymous.as(body.access_token);
  };

  it('serves the main job with what it prints, keeps its data, and leaves nothing running', async () => {
    const first = await RunningSandbox.start('--folder', folder);
    const robin = await signIn(first);
    const { email } = first.login;

    const { body: begun } = await robin.get('/integrations/google/authorize').expect(200);
    const { location } = await new GoogleControl(first.googleUrl).authorize({
      authUrl: begun.auth_url,
      email,
    });
    expect(location).toMatch(`${first.url}/api/v1/integrations/google/callback?`);
    const answer = Object.fromEntries(new URL(location).searchParams);
    const callback = { code: answer.code, state: answer.state };
    const { body: connected } = await robin.post('/integrations/google/callback', callback).expect(200);
    const selection = {
      calendar_id: email,
      oauth_account_id: connected.oauth_account_id,
      sync_enabled: false,
    };
    const { body: selected } = await robin
      .post('/integrations/google/select-calendar', selection)
      .expect(201);
    const calendar = selected.calendar_id as string;
    const { body: synced } = await robin.post(`/integrations/google/${calendar}/sync`).expect(200);
    expect(synced.synced_count).toBeGreaterThan(5);

    expect(await first.stop('SIGINT')).toBe(0);
    for (const address of [first.url, first.googleUrl, first.databaseUrl]) {
      expect(await listens(address)).toBe(false);
    }

    const second = await RunningSandbox.start('--folder', folder);
    expect(second.output).toMatch(
      `Connected again, because simulated Google forgets everything when it stops: ${email}`,
    );
    const sameSession = new Api(second.url, robin.token);
    const { body: events } = await sameSession.get(`/integrations/calendars/${calendar}/events`).expect(200);
    expect(events.events).toHaveLength(synced.synced_count);
    await sameSession.post(`/integrations/google/${calendar}/sync`).expect(200);

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
