import type { FaultEffect } from '../../sandbox/simulator/fault';
import type { SeenMessage } from '../../sandbox/slack/controls';
import type { NotificationFacts, NotificationType } from '../../src/notifications/notification';
import { idOf } from '../billing/people';
import type { Api } from '../harness/api';
import { eventually } from '../harness/eventually';
import { raise, type Row, rowsOf, settled } from '../notifications/outbox-rows';
import { installed, type InstalledWorkspace, type SlackService, startSlackService } from './slack-service';

const AT = '2026-11-20T09:00:00.000Z';
const FACTS: NotificationFacts = {
  time_entry_created: {
    count: 1,
    minutes: 90,
    description: 'Call <!channel> & co',
    startedAt: AT,
    project: 'Site',
    client: 'Acme',
  },
  invoice_ready: { invoiceId: 'id', number: 'INV-7', client: 'Acme', total: 123450, currency: 'EUR' },
  daily_summary: { date: '2026-11-20', timezone: 'UTC', entries: 3, minutes: 330, unconverted: 1 },
  reconnect_needed: { accountId: 'id', provider: 'google', email: 'robin@acme.example', detail: 'Revoked.' },
  entry_meeting_changed: {
    timeEntryId: 'id',
    change: 'removed',
    description: 'Workshop',
    startedAt: AT,
    meeting: null,
  },
};
const TEXTS: Record<NotificationType, string> = {
  time_entry_created: ':white_check_mark: Time entry created: 1 h 30 m: Call &lt;!channel&gt; &amp; co',
  invoice_ready: ':white_check_mark: Invoice INV-7 for Acme is ready: €1,234.50',
  daily_summary: ':bar_chart: Your day: 3 time entries, 5 h 30 m in total; 1 meeting is not converted yet',
  reconnect_needed: ':warning: Connect robin@acme.example again: its calendars are not synchronised.',
  entry_meeting_changed: ':warning: The meeting of a time entry was removed: Workshop',
};

describe('Telling people in Slack', () => {
  let service: SlackService;
  let robin: Api;
  let userId: string;
  let acme: InstalledWorkspace;

  beforeAll(async () => {
    service = await startSlackService({ PROCESS_ROLE: 'all' });
  });
  beforeEach(async () => {
    await service.slack.clearFaults();
    robin = await service.signUp('Robin');
    userId = await idOf(robin);
    acme = await installed(service, robin);
  });
  afterAll(() => service.close());

  const raised = (type: NotificationType = 'invoice_ready'): Promise<void> =>
    raise(service, { userId, type, facts: FACTS[type] });
  const inbox = async ({ slackUserId }: InstalledWorkspace = acme): Promise<SeenMessage[]> =>
    (await service.slack.messages({ user: slackUserId })).messages;
  const strikes = (effect: FaultEffect, times: number | 'always' = 1) =>
    service.slack.addFault({ kind: 'chat.postMessage', effect, times });
  const refuses = (reason: string) => strikes({ type: 'status', status: 200, reason }, 'always');
  const bindings = async (): Promise<Record<string, unknown>[]> =>
    (await robin.get('/integrations/slack/status').expect(200)).body.bindings;
  const told = async (): Promise<Row> => (await settled(service, userId)).at(-1)!;

  it.each(Object.keys(FACTS) as NotificationType[])(
    'shows %s once, with blocks and a colour',
    async (type) => {
      await raised(type);
      const row = await told();
      const [message, ...more] = await inbox();
      expect(more).toEqual([]);
      expect(message).toMatchObject({ origin: 'chat.postMessage', teamId: acme.teamId, text: TEXTS[type] });
      expect(message!.blocks).toMatchObject([{ type: 'section', text: { type: 'mrkdwn' } }]);
      expect(message!.attachments).toMatchObject([
        { color: expect.stringMatching(/^#[0-9a-f]{6}$/), fallback: expect.any(String) },
      ]);
      expect(JSON.stringify(message!.attachments)).toContain('section');
      expect(row).toMatchObject({ status: 'sent', receipt: { channel: message!.channel, ts: message!.ts } });
    },
  );

  it('tells those who are bound, and no others', async () => {
    await robin.delete('/integrations/slack/link').expect(204);
    await raised();
    expect(await told()).toMatchObject({ status: 'skipped', reason: expect.stringContaining('not linked') });
    expect(await inbox()).toEqual([]);
  });

  it('tells somebody in two workspaces in one, with the token of that one', async () => {
    const globex = await installed(service, robin);
    await raised();
    expect(await told()).toMatchObject({ status: 'sent' });
    expect(await inbox(globex)).toHaveLength(1);
    expect(await inbox(acme)).toEqual([]);
  });

  it.each(['token_revoked', 'account_inactive', 'invalid_auth'] as const)(
    'switches off a workspace whose token is dead: %s',
    async (error) => {
      await service.slack.endToken({ site: acme.teamId, error });
      await raised();
      expect(await told()).toMatchObject({ status: 'skipped', reason: expect.stringContaining(error) });
      expect(await bindings()).toMatchObject([
        { is_active: false, status_detail: expect.stringContaining(error) },
      ]);
      const [row] = await service.sql('SELECT * FROM slack_integrations WHERE id = $1', [acme.integrationId]);
      expect(row).toMatchObject({ is_active: false, bot_token_box: null });
      await service.slack.clearRequests();
      await raised();
      await told();
      expect((await service.slack.requests({ kind: 'chat.postMessage' })).requests).toEqual([]);
    },
  );

  it.each(['user_not_found', 'user_disabled', 'cannot_dm_bot', 'channel_not_found'])(
    'switches off a binding whose user is gone: %s',
    async (error) => {
      await refuses(error);
      await raised();
      expect(await told()).toMatchObject({ status: 'skipped', reason: expect.stringContaining(error) });
      expect(await bindings()).toMatchObject([
        { is_active: false, status_detail: expect.stringContaining(error) },
      ]);
      const [row] = await service.sql('SELECT is_active FROM slack_integrations WHERE id = $1', [
        acme.integrationId,
      ]);
      expect(row).toEqual({ is_active: true });
    },
  );

  it('goes on to another workspace when the last one is dead', async () => {
    const globex = await installed(service, robin);
    await service.slack.endToken({ site: globex.teamId });
    await raised();
    expect(await told()).toMatchObject({ status: 'sent' });
    expect(await inbox(acme)).toHaveLength(1);
    expect(await inbox(globex)).toEqual([]);
  });

  it('waits as long as Slack asks for', async () => {
    await strikes({ type: 'status', status: 429, headers: { 'retry-after': '3' } });
    await raised();
    const waiting = await eventually(async () =>
      (await rowsOf(service, userId)).find(({ attempts, status }) => attempts === 1 && status === 'waiting'),
    );
    expect(waiting.not_before.getTime() - service.clock.now().getTime()).toBeGreaterThan(1_500);
    expect(await inbox()).toEqual([]);
    expect(await told()).toMatchObject({ status: 'sent', attempts: 2 });
    expect(await inbox()).toHaveLength(1);
  });

  it.each<[string, FaultEffect, number]>([
    ['half an answer', { type: 'halfJson' }, 1],
    ['a web page', { type: 'htmlPage' }, 1],
    ['an answer of other types', { type: 'wrongTypes' }, 1],
    ['a reset connection', { type: 'reset' }, 0],
    ['a gateway’s error', { type: 'status', status: 502 }, 0],
    ['an error of Slack’s own', { type: 'status', status: 200, reason: 'internal_error' }, 0],
  ])('never tells twice after %s', async (_, effect, visible) => {
    await strikes(effect);
    await raised();
    expect(await told()).toMatchObject({ status: 'unconfirmed', attempts: 1 });
    expect(await inbox()).toHaveLength(visible);
    expect(await bindings()).toMatchObject([{ is_active: true }]);
  });

  it('gives up on what Slack refuses', async () => {
    await service.slack.settings({ messagesTab: false });
    await raised();
    expect(await told()).toMatchObject({ status: 'failed', reason: 'messages_tab_disabled', attempts: 1 });
    await service.slack.settings({ messagesTab: true });
    expect(await bindings()).toMatchObject([{ is_active: true }]);
  });
});
