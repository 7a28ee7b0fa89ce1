import { RemoveExpiredLinks } from '../../src/slack/linking/remove-expired-links.task';
import { SlackLinks } from '../../src/slack/linking/slack-links';
import type { Api } from '../harness/api';
import { installed, type InstalledWorkspace, type SlackService, startSlackService } from './slack-service';

const MINUTE = 60_000;
const LINK = '/integrations/slack/link';

describe('Linking a Slack user', () => {
  let service: SlackService;
  let robin: Api;
  let kim: Api;
  let acme: InstalledWorkspace;

  beforeAll(async () => {
    service = await startSlackService();
    robin = await service.signUp('Robin');
    acme = await installed(service, robin);
  });
  beforeEach(async () => {
    kim = await service.signUp('Kim');
  });
  afterEach(() => service.clock.run());
  afterAll(() => service.close());

  /** The token of a link that Slack would show to this Slack user. */
  async function tokenFor(
    slackUserId: string,
    { integrationId, teamId }: InstalledWorkspace = acme,
  ): Promise<string> {
    const identity = { integrationId, teamId, slackUserId, slackUsername: slackUserId.toLowerCase() };
    const url = new URL(await service.app.get(SlackLinks).create(identity));
    expect(`${url.origin}${url.pathname}${url.search}`).toBe('http://localhost:3000/slack/link');
    return new URLSearchParams(url.hash.slice(1)).get('token')!;
  }

  const bindingsOf = async (user: Api): Promise<Record<string, unknown>[]> =>
    (await user.get('/integrations/slack/status').expect(200)).body.bindings ?? [];

  it('binds the caller to the Slack user that the link names', async () => {
    const token = await tokenFor('U0KIM');
    const { body } = await kim.post(LINK, { token }).expect(200);
    expect(body).toEqual({
      status: 'success',
      workspace_id: acme.teamId,
      workspace_name: acme.workspace.name,
      slack_user_id: 'U0KIM',
      slack_username: 'u0kim',
      message: `You are linked to @u0kim in ${acme.workspace.name}.`,
    });
    expect(await bindingsOf(kim)).toMatchObject([
      { team_id: acme.teamId, slack_user_id: 'U0KIM', is_active: true, status_detail: null },
    ]);
  });

  it('may be told again by a client that lost the answer, with its Idempotency-Key', async () => {
    const body = { token: await tokenFor('U0TWICE') };
    const key = { 'Idempotency-Key': body.token };
    const first = await kim.post(LINK, body).set(key).expect(200);
    const again = await kim.post(LINK, body).set(key).expect(200);
    expect(again.text).toBe(first.text);
    await kim.post(LINK, body).expect(400, /invalid_link/);
  });

  it('keeps tokens as hashes', async () => {
    const token = await tokenFor('U0HASH');
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const [row] = await service.sql(`SELECT * FROM slack_links WHERE slack_user_id = 'U0HASH'`);
    expect((row!.token_hash as Buffer).toString('base64url')).not.toBe(token);
    expect(row!.token_hash).toHaveLength(32);
  });

  it('shows whom a link names, as often as one likes, before it is used', async () => {
    const token = await tokenFor('U0SHOWN');
    for (let times = 0; times < 3; times += 1) {
      const { body } = await kim.post(`${LINK}/preview`, { token }).expect(200);
      expect(body).toEqual({ workspace_name: acme.workspace.name, slack_username: 'u0shown' });
    }
    expect(await bindingsOf(kim)).toEqual([]);
    await kim.post(LINK, { token }).expect(200);
  });

  it.each([
    [
      'used',
      async () => {
        const token = await tokenFor('U0USED');
        await robin.post(LINK, { token }).expect(200);
        return token;
      },
    ],
    [
      'ten minutes old',
      async () => {
        service.clock.stop();
        const token = await tokenFor('U0OLD');
        service.clock.advance(10 * MINUTE);
        return token;
      },
    ],
    ['unknown', () => Promise.resolve('bm90IGEgbGluaw')],
  ])('refuses a token that is %s, in one way', async (_, get) => {
    const token = await get();
    for (const path of [LINK, `${LINK}/preview`]) {
      const { body } = await kim.post(path, { token }).expect(400);
      expect(body).toMatchObject({ code: 'invalid_link' });
    }
    expect(await bindingsOf(kim)).toEqual([]);
  });

  it('takes a link for almost ten minutes', async () => {
    service.clock.stop();
    const token = await tokenFor('U0LATE');
    service.clock.advance(10 * MINUTE - 1);
    await kim.post(LINK, { token }).expect(200);
  });

  it('forgets links that nobody used, and no others', async () => {
    await tokenFor('U0UNUSED');
    service.clock.advance(11 * MINUTE);
    const token = await tokenFor('U0FRESH');
    expect((await service.app.get(RemoveExpiredLinks).run()).links).toBeGreaterThan(0);
    const rows = await service.sql('SELECT slack_user_id FROM slack_links');
    expect(rows).toEqual([{ slack_user_id: 'U0FRESH' }]);
    await kim.post(LINK, { token }).expect(200);
  });

  it('refuses a link of a workspace that the app has left', async () => {
    const globex = await installed(service, robin);
    const token = await tokenFor('U0LEFT', globex);
    await service.sql('UPDATE slack_integrations SET is_active = false WHERE id = $1', [
      globex.integrationId,
    ]);
    await kim.post(`${LINK}/preview`, { token }).expect(400);
    await kim.post(LINK, { token }).expect(400);
  });

  it('ends the other links of a Slack user with the first that is used', async () => {
    const [first, second, others] = [
      await tokenFor('U0TWICE'),
      await tokenFor('U0TWICE'),
      await tokenFor('U0ELSE'),
    ];
    await kim.post(LINK, { token: second }).expect(200);

    await robin.post(LINK, { token: first }).expect(400);

    expect(await bindingsOf(kim)).toHaveLength(1);
    await robin.post(`${LINK}/preview`, { token: others }).expect(200);
  });

  it('lets one of fifty have it', async () => {
    const token = await tokenFor('U0FIFTY');
    const people = [kim, await service.signUp('Lee'), await service.signUp('Max')];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => people[at % people.length]!.post(LINK, { token })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status, body }) => status === 400 && body.code === 'invalid_link')).toHaveLength(
      49,
    );
    const rows = await service.sql(`SELECT user_id FROM slack_user_bindings WHERE slack_user_id = 'U0FIFTY'`);
    expect(rows).toHaveLength(1);
  });

  it('moves a Slack user whose new link somebody else used', async () => {
    await robin.post(LINK, { token: await tokenFor('U0MOVED') }).expect(200);
    await kim.post(LINK, { token: await tokenFor('U0MOVED') }).expect(200);
    expect(await bindingsOf(kim)).toMatchObject([{ slack_user_id: 'U0MOVED', is_active: true }]);
    expect(await bindingsOf(robin)).not.toContainEqual(expect.objectContaining({ slack_user_id: 'U0MOVED' }));
  });

  it('takes the same id in two workspaces for two people', async () => {
    const globex = await installed(service, robin);
    const lee = await service.signUp('Lee');
    await kim.post(LINK, { token: await tokenFor('U0TWIN') }).expect(200);
    await lee.post(LINK, { token: await tokenFor('U0TWIN', globex) }).expect(200);
    expect(await bindingsOf(kim)).toMatchObject([{ team_id: acme.teamId, slack_user_id: 'U0TWIN' }]);
    expect(await bindingsOf(lee)).toMatchObject([{ team_id: globex.teamId, slack_user_id: 'U0TWIN' }]);
  });

  it('unlinks from one team, or from all', async () => {
    const globex = await installed(service, robin);
    await kim.post(LINK, { token: await tokenFor('U0HERE') }).expect(200);
    await kim.post(LINK, { token: await tokenFor('U0THERE', globex) }).expect(200);
    await kim.delete(`${LINK}?team_id=${globex.teamId}`).expect(204);
    expect(await bindingsOf(kim)).toMatchObject([{ slack_user_id: 'U0HERE' }]);
    await kim.post(LINK, { token: await tokenFor('U0THERE', globex) }).expect(200);
    await kim.delete(LINK).expect(204);
    expect((await kim.get('/integrations/slack/status')).body).toEqual({ status: 'not_connected' });
    await kim.delete(LINK).expect(204);
    expect(await bindingsOf(robin)).not.toEqual([]);
  });

  it('begins to keep preferences with the first link, and leaves them alone with the next', async () => {
    await kim.post(LINK, { token: await tokenFor('U0FIRST') }).expect(200);
    await kim.put('/integrations/slack/preferences', { daily_summary: false }).expect(200);
    await kim.delete(LINK).expect(204);
    await kim.post(LINK, { token: await tokenFor('U0FIRST') }).expect(200);
    const { body } = await kim.get('/integrations/slack/status');
    expect(body).toMatchObject({ status: 'connected', daily_summary_enabled: false });
  });

  it.each([{}, { token: '' }, { token: 'x'.repeat(513) }, { token: 7 }, { token: 'x', user_id: 'y' }])(
    'refuses the body %j',
    async (body) => {
      for (const path of [LINK, `${LINK}/preview`]) {
        expect((await kim.post(path, body).expect(400)).body.code).toBe('validation_failed');
      }
    },
  );
});
