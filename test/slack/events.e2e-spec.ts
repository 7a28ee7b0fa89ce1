import { randomUUID } from 'node:crypto';
import type { Api } from '../harness/api';
import { SlackSender } from './slack-sender';
import {
  consent,
  installed,
  type InstalledWorkspace,
  newWorkspace,
  type SlackService,
  startSlackService,
} from './slack-service';

describe('When Slack tells of the end of an installation', () => {
  let service: SlackService;
  let robin: Api;
  let acme: InstalledWorkspace;

  beforeAll(async () => {
    service = await startSlackService();
    robin = await service.signUp('Robin');
  });
  beforeEach(async () => {
    acme = await installed(service, robin);
  });
  afterAll(() => service.close());

  const state = async (workspaceId = acme.teamId): Promise<Record<string, unknown>> => {
    const [row] = await service.sql(
      `SELECT id, is_active AS active, status_detail AS reason, bot_token_box AS box FROM slack_integrations
       WHERE workspace_id = $1`,
      [workspaceId],
    );
    return row!;
  };
  const ENDED = { active: false, reason: expect.stringContaining('Install it again'), box: null };
  const GOING_ON = { active: true, reason: null, box: expect.any(String) };
  const seconds = (ago: number): number => Math.floor(Date.now() / 1000) - ago;
  const installedAgo = (interval: string): Promise<unknown> =>
    service.sql('UPDATE slack_integrations SET installed_at = now() - $1::interval WHERE id = $2', [
      interval,
      acme.integrationId,
    ]);
  const reinstall = async (): Promise<void> => {
    const callback = await consent(service, robin, { user: acme.slackUserId });
    await robin.post('/integrations/slack/callback', callback).expect(200);
  };

  it.each([
    [['app_uninstalled', 'tokens_revoked']],
    [['tokens_revoked', 'app_uninstalled']],
    [['app_uninstalled']],
    [['tokens_revoked']],
  ] as const)('by %s, the workspace is switched off, and its token destroyed', async (events) => {
    const { events: told } = await service.slack.uninstall({ site: acme.teamId, events: [...events] });
    expect(told.flatMap(({ attempts }) => attempts.map(({ status }) => status))).toEqual(
      events.map(() => 200),
    );
    expect(await state()).toMatchObject(ENDED);
    const { message } = await service.slack.sendCommand({ user: acme.slackUserId, text: '2h' });
    expect(message).toMatchObject({
      text: expect.stringContaining('not installed'),
      ephemeralTo: acme.slackUserId,
    });

    await reinstall();
    expect(await state()).toMatchObject({ id: acme.integrationId, ...GOING_ON });
  });

  it('other workspaces go on', async () => {
    const other = await installed(service, robin);
    await service.slack.uninstall({ site: other.teamId });
    expect(await state()).toMatchObject(GOING_ON);
    expect(await state(other.teamId)).toMatchObject(ENDED);
  });

  it.each(['app_uninstalled', 'tokens_revoked'])(
    'and the app is installed again before %s arrives, that is of the earlier one',
    async (type) => {
      await installedAgo('1 hour');
      await service.slack.uninstall({ site: acme.teamId, events: [] });
      await reinstall();
      await service.slack.sendEvent({ site: acme.teamId, event: { type }, eventTime: seconds(60) });
      expect(await state()).toMatchObject(GOING_ON);
      await service.slack.sendEvent({ site: acme.teamId, event: { type }, eventTime: seconds(-1) });
      expect(await state()).toMatchObject(ENDED);
    },
  );

  it('but only of people’s own tokens, or of somebody else’s bot, nothing changes', async () => {
    for (const tokens of [
      { oauth: [acme.slackUserId], bot: [] },
      { bot: ['U0OTHERBOT'] },
      { oauth: ['U0X'] },
    ]) {
      const event = { type: 'tokens_revoked', tokens };
      const { attempts } = await service.slack.sendEvent({ site: acme.teamId, event });
      expect(attempts.map(({ status }) => status)).toEqual([200]);
    }
    expect(await state()).toMatchObject(GOING_ON);
  });

  it.each([
    ['app_uninstalled without a time', { event: { type: 'app_uninstalled' } }, ENDED],
    ['app_uninstalled at no time', { event: { type: 'app_uninstalled' }, event_time: 'abc' }, ENDED],
    ['tokens_revoked without tokens', { event: { type: 'tokens_revoked' } }, GOING_ON],
    ['tokens_revoked with odd ones', { event: { type: 'tokens_revoked', tokens: { bot: 7 } } }, GOING_ON],
  ])('as %s, that is understood as far as it goes', async (_, members, expected) => {
    const sender = new SlackSender(service.url, acme);
    const body = sender.event({ event_id: randomUUID(), event_time: undefined, ...members });
    await sender.send({ path: 'events', type: 'application/json', body }).expect(200);
    expect(await state()).toMatchObject(expected);
  });

  it('in an organisation, it is the organisation’s', async () => {
    const workspace = await newWorkspace(service, { id: 'E0GLOBEX', name: 'Globex' });
    const decision = { user: workspace.users[0]!.id, orgWide: true };
    await robin.post('/integrations/slack/callback', await consent(service, robin, decision)).expect(200);
    expect(await state('E0GLOBEX')).toMatchObject(GOING_ON);
    await service.slack.uninstall({ site: 'E0GLOBEX' });
    expect(await state('E0GLOBEX')).toMatchObject(ENDED);
  });

  it('where the app has never been, it is nobody’s', async () => {
    const workspace = await newWorkspace(service);
    const event = { type: 'app_uninstalled' };
    const { attempts } = await service.slack.sendEvent({ site: workspace.id, event });
    expect(attempts.map(({ status }) => status)).toEqual([200]);
  });

  it('and we are away for a moment, it is told again and counts once', async () => {
    await service.slack.settings({ eventRetryDelays: [0, 0, 0] });
    await service.sql('ALTER TABLE slack_integrations RENAME TO hidden');
    const telling = service.slack.sendEvent({ site: acme.teamId, event: { type: 'app_uninstalled' } });
    const { attempts, eventId } = await telling;
    expect(new Set(attempts.map(({ status }) => status))).toEqual(new Set([500]));
    await service.sql('ALTER TABLE hidden RENAME TO slack_integrations');
    await service.slack.sendEvent({ site: acme.teamId, event: { type: 'app_uninstalled' }, eventId });
    expect(await state()).toMatchObject(ENDED);
    await reinstall();
    const eventTime = seconds(-1);
    await service.slack.sendEvent({
      site: acme.teamId,
      event: { type: 'app_uninstalled' },
      eventId,
      eventTime,
    });
    expect(await state()).toMatchObject(GOING_ON);
  });
});
