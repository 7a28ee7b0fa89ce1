import request from 'supertest';
import type { Api } from '../harness/api';
import { newWorkspace, type SlackService, startSlackService } from './slack-service';

describe('Installing the Slack app in the browser', () => {
  let service: SlackService;
  let robin: Api;
  let cookie: string;

  beforeAll(async () => {
    service = await startSlackService();
    robin = await service.signUp('Robin');
  });
  beforeEach(() => service.slack.clearRequests());
  afterAll(() => service.close());

  const exchanges = async (): Promise<number> =>
    (await service.slack.requests({ kind: 'oauth.v2.access' })).requests.length;

  const begin = async (user: Api, returnTo?: string): Promise<string> => {
    const query = returnTo === undefined ? '' : `?return_to=${encodeURIComponent(returnTo)}`;
    const { body, headers } = await user.get(`/integrations/slack/authorize${query}`).expect(200);
    cookie = headers['set-cookie']![0]!.split(';', 1)[0]!;
    return body.auth_url;
  };
  const arrive = async (location: string, withCookie = true): Promise<URL> => {
    const test = request(service.url)
      .get('/api/v1/integrations/slack/callback')
      .query(Object.fromEntries(new URL(location).searchParams))
      .redirects(0);
    if (withCookie) test.set('Cookie', cookie);
    const { headers } = await test.expect(302);
    return new URL(headers.location!);
  };

  it('lands at the web app, installed', async () => {
    const workspace = await newWorkspace(service);
    const authUrl = await begin(robin, `${process.env.PUBLIC_URL ?? 'http://localhost:3000'}/settings`);
    const { location } = await service.slack.authorize({ authUrl, user: workspace.users[0]!.id });
    const landing = await arrive(location);
    expect(landing.pathname).toBe('/settings');
    expect(Object.fromEntries(landing.searchParams)).toEqual({
      integration: 'slack',
      status: 'connected',
      workspace_id: workspace.id,
    });
    expect((await arrive(location)).searchParams.get('code')).toBe('invalid_state');
  });

  it('tells that consent was denied, and the state is used up', async () => {
    const { location } = await service.slack.authorize({ authUrl: await begin(robin), deny: true });
    const landing = Object.fromEntries((await arrive(location)).searchParams);
    expect(landing).toEqual({ integration: 'slack', status: 'error', code: 'access_denied' });
    expect((await arrive(location)).searchParams.get('code')).toBe('invalid_state');
  });

  it('exchanges nothing in another one, where the signed-in app has to finish', async () => {
    const workspace = await newWorkspace(service);
    const authUrl = await begin(robin);
    const { location } = await service.slack.authorize({ authUrl, user: workspace.users[0]!.id });
    const landing = await arrive(location, false);
    expect(Object.fromEntries(landing.searchParams)).toEqual({ integration: 'slack', status: 'confirm' });
    expect(await exchanges()).toBe(0);
    const { code, state } = Object.fromEntries(new URLSearchParams(landing.hash.slice(1)));
    await robin.post('/integrations/slack/callback', { code, state }).expect(200);
  });

  it.each([
    '//evil.example',
    'https://evil.example/',
    'http://localhost:3000@evil.example/',
    'data:text/html,x',
  ])('is not led to %s', async (returnTo) => {
    await robin.get(`/integrations/slack/authorize?return_to=${encodeURIComponent(returnTo)}`).expect(400);
  });
});
