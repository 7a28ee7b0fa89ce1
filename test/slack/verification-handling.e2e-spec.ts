import { RemoveOldRequests } from '../../src/slack/requests/remove-old-requests.task';
import { eventually } from '../harness/eventually';
import { Probe } from './probe';
import type { InstalledWorkspace, SlackService } from './slack-service';
import { now, SlackSender } from './slack-sender';

describe('Requests of Slack, once they are known to be', () => {
  let probe: Probe;
  let service: SlackService;
  let acme: InstalledWorkspace;
  let slack: SlackSender;

  beforeAll(async () => {
    probe = await Probe.start();
    ({ service, acme, slack } = probe);
  });
  beforeEach(() => probe.reset());
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => service.close());

  it('have one effect when they are replayed 100 times at once, and the same reply afterwards', async () => {
    probe.react = () => new Promise((done) => setTimeout(done, 100));
    const sent = { body: slack.click(), timestamp: now() };
    const answers = await Promise.all(Array.from({ length: 100 }, () => slack.send(sent)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(probe.heard).toHaveLength(1);

    const typed = { path: 'commands/time', body: slack.command(), timestamp: now() };
    const replies = await Promise.all(Array.from({ length: 100 }, () => slack.send(typed)));
    const [reply, ...others] = new Set(replies.map(({ text }) => text).filter((text) => text !== ''));
    expect(reply).toContain('"response_type":"ephemeral"');
    expect(others).toEqual([]);
    expect((await slack.send(typed).expect(200)).text).toBe(reply);
    const kept = await service.sql<{ line: string }>('SELECT r::text AS line FROM slack_requests r');
    expect(kept.map(({ line }) => line).join()).not.toContain('ephemeral');
  });

  it('are told once although Slack tells an event again, with another signature', async () => {
    const body = slack.event();
    for (const age of [0, 1, 2]) {
      await slack
        .send({ path: 'events', body, timestamp: now() - age })
        .set('X-Slack-Retry-Num', String(age))
        .expect(200);
    }
    expect(probe.heard).toHaveLength(1);
  });

  it('that failed may come again', async () => {
    probe.react = () => Promise.reject(new Error('a canary of the inside'));
    const body = slack.event();
    const { text } = await slack.send({ path: 'events', body }).expect(500);
    expect(text).not.toContain('canary');
    probe.react = () => Promise.resolve();
    await slack.send({ path: 'events', body, timestamp: now() - 1 }).expect(200);
    expect(probe.heard).toHaveLength(2);
  });

  it('that died with their process are begun anew if they are events, and not if they are clicks', async () => {
    const [told, clicked] = [
      { path: 'events', body: slack.event(), timestamp: now() },
      { body: slack.click(), timestamp: now() },
    ];
    await slack.send(told).expect(200);
    await slack.send(clicked).expect(200);
    await service.sql(`UPDATE slack_requests SET reply = NULL, received_at = now() - interval '31 seconds'`);
    await slack.send(told).expect(200);
    await slack.send(clicked).expect(200);
    expect(probe.heard).toHaveLength(3);
  });

  it('that fail tell whoever clicked, by the address that came along, and never why', async () => {
    const { delivery, channel } = await typed('help');
    probe.react = () => Promise.reject(new Error('a canary of the inside'));
    const body = slack.click({ response_url: delivery });
    await slack.send({ body }).expect(200, '');
    const said = await eventually(async () => {
      const { messages } = await service.slack.messages({ user: acme.slackUserId, channel });
      return messages.find(({ text }) => text.includes('Something went wrong on our side'));
    });
    expect(JSON.stringify(said)).not.toContain('canary');
  });

  const typed = async (text: string): Promise<{ delivery: string; channel?: string }> => {
    const { responseUrl, message } = await service.slack.sendCommand({ user: acme.slackUserId, text });
    return { delivery: responseUrl, channel: message?.channel };
  };

  it('from where the app is not installed are answered politely', async () => {
    const text = expect.stringContaining('not installed') as string;
    const elsewhere = slack.command({ team_id: 'T0NOWHERE' });
    const { body } = await slack.send({ path: 'commands/time', body: elsewhere }).expect(200);
    expect(body).toEqual({ response_type: 'ephemeral', text });
    const place = { team: { id: 'T0NOWHERE' }, user: { id: 'U0', team_id: 'T0NOWHERE' } };
    await slack.send({ body: slack.click(place) }).expect(200, '');
    const view = { type: 'view_submission', view: { callback_id: 'x', app_installed_team_id: 'T0NOWHERE' } };
    const modal = await slack
      .send({ body: slack.click({ ...place, ...view, actions: undefined }) })
      .expect(200);
    expect(modal.body).toMatchObject({ response_action: 'update', view: { type: 'modal' } });
    await slack.send({ path: 'events', body: slack.event({ team_id: 'T0NOWHERE' }) }).expect(200, '');
    expect(probe.heard).toEqual([]);
  });

  it('that nobody hears are answered all the same', async () => {
    const actions = [{ type: 'button', action_id: 'unheard of', block_id: 'b' }];
    await slack.send({ body: slack.click({ actions }) }).expect(200, '');
    await slack
      .send({ body: slack.click({ type: 'shortcut', callback_id: 'x', actions: undefined }) })
      .expect(200, '');
    await slack.send({ path: 'events', body: slack.event({ event: { type: 'team_join' } }) }).expect(200, '');
  });

  it('are forgotten after a day', async () => {
    await slack.send().expect(200);
    await service.sql(`UPDATE slack_requests SET received_at = now() - interval '25 hours'`);
    await slack.send().expect(200);
    expect(await service.app.get(RemoveOldRequests).run()).toEqual({ requests: expect.any(Number) });
    expect(await service.sql('SELECT * FROM slack_requests')).toHaveLength(1);
  });
});
