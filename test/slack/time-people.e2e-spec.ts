import { idOf, UNKNOWN } from '../billing/people';
import type { Api } from '../harness/api';
import {
  installed,
  type InstalledWorkspace,
  moveBothTo,
  type SlackService,
  startSlackService,
} from './slack-service';
import { SlackSender } from './slack-sender';
import { FOUR, type TimeHouse, timeHouse } from './time-house';
import { type Seen, Typist } from './typist';

describe('Who may do what with /time', () => {
  let service: SlackService;
  let house: TimeHouse;
  let kim: Api;

  beforeAll(async () => {
    service = await startSlackService();
    house = await timeHouse(service);
    kim = await service.signUp('Kim');
  });
  beforeEach(async () => {
    await house.forget();
    await moveBothTo(service, FOUR);
  });
  afterAll(() => service.close());

  const entriesOf = async (user: Api): Promise<{ description: string; id: string }[]> =>
    (await user.get('/time-entries').expect(200)).body.time_entries;
  const countOfAll = async (): Promise<number> =>
    (await service.sql<{ count: number }>('SELECT count(*)::int AS count FROM time_entries'))[0]!.count;
  const linkIn = ({ buttons }: Seen): string => new URL(buttons[0]!.url).hash.slice('#token='.length);

  it.each(['2h: design', 'undo', 'today', 'status', 'link', 'nonsense', ''])(
    'a stranger who types %j is offered a link, and nothing is done',
    async (text) => {
      const stranger = new Typist(service, house.acme.stranger);
      const seen = await stranger.types(text);
      expect(seen.text).toContain('(not_linked)');
      expect(seen.buttons).toMatchObject([{ label: 'Connect your account' }]);
      expect(seen.buttons[0]!.url).toMatch(/^http:\/\/localhost:3000\/slack\/link#token=/);
      await stranger.press(seen.message, { label: 'Connect your account' });
      expect(await countOfAll()).toBe(0);
    },
  );

  it('a stranger whose name Slack does not tell goes by their id', async () => {
    const sender = new SlackSender(service.url, house.acme);
    const timestamp = Math.floor(service.clock.now().getTime() / 1000);
    const body = sender.command({ user_id: 'U0NAMELESS', user_name: '' });
    const { body: reply } = await sender.send({ path: 'commands/time', body, timestamp }).expect(200);
    expect(JSON.stringify(reply)).toContain('(not_linked)');
    const [link] = await service.sql(
      `SELECT slack_username AS name FROM slack_links WHERE slack_user_id = 'U0NAMELESS'`,
    );
    expect(link).toEqual({ name: 'U0NAMELESS' });
  });

  it('whoever follows the link works', async () => {
    const stranger = new Typist(service, house.acme.stranger);
    const token = linkIn(await stranger.types('2h: design'));
    await kim.post('/integrations/slack/link', { token }).expect(200);
    expect((await stranger.types('2h: design')).text).toContain('Logged');
    expect(await entriesOf(kim)).toMatchObject([{ description: 'design' }]);
    expect((await stranger.types('link')).text).toContain('You are linked as *Kim*');
    await kim.delete('/integrations/slack/link').expect(({ status }) => expect(status).toBeLessThan(300));
    expect((await stranger.types('2h: more')).text).toContain('(not_linked)');
  });

  it('tells who is linked, where, and in which zone', async () => {
    const { text } = await house.typist.types('status');
    for (const fact of ['*Robin*', house.acme.workspace.name, 'Time zone: Europe/Berlin', 'Role: admin'])
      expect(text).toContain(fact);
  });

  it('a viewer may look and nothing else', async () => {
    const seen = await house.typist.types('2h: design');
    await service.sql(`UPDATE users SET role = 'viewer' WHERE id = $1`, [await idOf(house.robin)]);
    try {
      for (const text of ['1h: no', 'undo', '']) {
        expect((await house.typist.types(text)).text).toContain('(forbidden)');
      }
      expect((await house.typist.clicks(seen, 'Undo')).text).toContain('(forbidden)');
      expect((await house.typist.types('today')).text).toContain('design');
      expect(await countOfAll()).toBe(1);
    } finally {
      await service.sql(`UPDATE users SET role = 'admin' WHERE id = $1`, [await idOf(house.robin)]);
    }
  });

  it('an entry is its owner’s, whatever a button says', async () => {
    await house.typist.types('2h: mine');
    const [mine] = await entriesOf(house.robin);
    const stranger = new Typist(service, house.acme.stranger);
    const token = linkIn(await stranger.types('link'));
    await kim.post('/integrations/slack/link', { token }).expect(200);
    const theirs = await stranger.types('1h: theirs');
    for (const actionId of ['time_undo', 'time_edit']) {
      for (const value of [mine!.id, 'nonsense', UNKNOWN, '']) {
        const answer = await clickWith(theirs, stranger.slackUserId, { action_id: actionId, value });
        expect(answer).toContain('(not_found)');
      }
    }
    expect(await countOfAll()).toBe(2);
    await kim.delete('/integrations/slack/link');
  });

  it('the same id in another workspace is somebody else', async () => {
    const lee = await service.signUp('Lee');
    const other = await installed(service, lee);
    const typed = (text: string): Promise<Seen> => typedIn(other, house.acme.slackUserId, text);
    expect((await typed('2h: whose?')).text).toContain('(not_linked)');
    expect(await countOfAll()).toBe(0);
    const token = linkIn(await typed('link'));
    await lee.post('/integrations/slack/link', { token }).expect(200);
    expect((await typed('2h: Lee’s')).text).toContain('Logged');
    expect((await house.typist.types('2h: Robin’s')).text).toContain('Logged');
    expect(await entriesOf(lee)).toMatchObject([{ description: 'Lee’s' }]);
    expect((await typed('undo')).text).toContain('Lee’s');
    const left = await service.sql('SELECT description FROM time_entries');
    expect(left).toEqual([{ description: 'Robin’s' }]);
  });

  it('nothing is done where the app is not installed any more', async () => {
    const lee = await service.signUp('Lee');
    const gone = await installed(service, lee);
    const typist = new Typist(service, gone.slackUserId);
    const seen = await typist.types('2h: before');
    await service.sql('UPDATE slack_integrations SET is_active = false WHERE id = $1', [gone.integrationId]);
    expect((await typist.types('1h: after')).text).toContain('not installed');
    await typist.press(seen.message, { label: 'Undo' });
    expect(await entriesOf(lee)).toMatchObject([{ description: 'before' }]);
  });

  /** Clicks on Edit, but with another button's id and value. @returns what is said of it */
  async function clickWith({ message }: Seen, user: string, forged: object): Promise<string> {
    const click = { user, channel: message.channel, ts: message.ts, label: 'Edit' };
    const { request } = await service.slack.sendAction(click);
    const payload = JSON.parse(new URLSearchParams(request.body).get('payload')!) as { actions: object[] };
    Object.assign(payload.actions[0]!, forged);
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    await service.slack.sendAction({ ...click, forge: { body } });
    const { responses } = await service.slack.responses({ user });
    return String(responses.at(-1)!.body.text);
  }

  /** Types as if in another workspace. */
  async function typedIn({ teamId }: InstalledWorkspace, user: string, text: string): Promise<Seen> {
    const { request } = await service.slack.sendCommand({ user, text: 'help' });
    const form = new URLSearchParams(request.body);
    form.set('team_id', teamId);
    form.set('text', text);
    return new Typist(service, user).types(text, { forge: { body: form.toString() } });
  }
});
