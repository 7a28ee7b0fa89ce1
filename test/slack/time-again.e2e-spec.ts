import type { CommandDelivery } from '../../sandbox/slack/command.delivery';
import { TimeCommand } from '../../src/slack/command/time-command';
import { eventually } from '../harness/eventually';
import { joinService } from '../harness/joining-service';
import { slackEnvironment } from '../harness/provider-environment';
import { moveBothTo, type SlackService, startSlackService } from './slack-service';
import { FOUR, type TimeHouse, timeHouse } from './time-house';

const SECOND = 1_000;

describe('The same command again', () => {
  let service: SlackService;
  let house: TimeHouse;

  beforeAll(async () => {
    service = await startSlackService();
    house = await timeHouse(service);
  });
  beforeEach(async () => {
    await house.forget();
    await moveBothTo(service, FOUR);
  });
  afterAll(() => service.close());

  it('is asked about within a minute', async () => {
    await house.typist.types('2h: design');
    const seen = await house.typist.types('2h: design');
    expect(seen.text).toContain('Log it again?');
    expect(seen.text).toContain('(possible_duplicate)');
    expect(seen.buttons).toMatchObject([{ label: 'Log it again', value: '2h: design' }]);
    expect(await house.entries()).toHaveLength(1);
    const again = await house.typist.clicks(seen, 'Log it again');
    expect(again.text).toContain('Logged *2 h*');
    expect(await house.entries()).toHaveLength(2);
  });

  it('is logged again once, however often the button is clicked', async () => {
    await house.typist.types('2h: design');
    const seen = await house.typist.types('2h: design');
    const click = () => house.typist.press(seen.message, { label: 'Log it again' });
    await Promise.all([click(), click(), click()]);
    expect(await house.entries()).toHaveLength(2);
    expect((await house.typist.seesLast()).text).toContain('Logged');
  });

  it('is meant a minute later', async () => {
    await house.typist.types('2h: design');
    service.clock.advance(61 * SECOND);
    expect((await house.typist.types('2h: design')).text).toContain('Logged');
  });

  it('is meant after an undo', async () => {
    await house.typist.types('2h: design');
    await house.typist.types('undo');
    expect((await house.typist.types('2h: design')).text).toContain('Logged');
  });

  it('is another one when a letter differs', async () => {
    await house.typist.types('2h: design');
    expect((await house.typist.types('2h: designs')).text).toContain('Logged');
  });

  it('fifty times at once is one entry and questions', async () => {
    // The machine may be slow: here it counts what happens, not when.
    await service.slack.settings({ answerWithin: 30_000 });
    const all = await Promise.all(
      Array.from({ length: 50 }, () =>
        service.slack.sendCommand({ user: house.acme.slackUserId, text: '45m: call' }),
      ),
    );
    expect(all.filter(({ status }) => status !== 200)).toEqual([]);
    expect(await house.entries()).toHaveLength(1);
    const sent = new Set(all.map(({ message }) => message?.ts));
    const texts = await eventually(async () => {
      const seen = (await house.typist.sees()).filter(({ message }) => sent.has(message.ts));
      const isDone = seen.every(({ text }) => !text.includes('Working on it'));
      return isDone ? seen.map(({ text }) => text) : undefined;
    });
    const about = (word: string): number => texts.filter((text) => text.includes(word)).length;
    expect([about('Logged *45 m*'), about('(possible_duplicate)')]).toEqual([1, 49]);
  });

  it('reaches two processes at once and is one entry all the same', async () => {
    const second = await joinService(service, slackEnvironment(service.slackUrl));
    try {
      second.clock.moveTo(service.clock.now());
      const { teamId, slackUserId, slackUsername } = house.acme;
      const person = { teamId, enterpriseId: null, slackUserId, slackUsername };
      const rest = { triggerId: '', responseUrl: null, question: null, again: false };
      const commands = [service, second].map(({ app }) => app.get(TimeCommand));
      for (let round = 0; round < 10; round += 1) {
        const asked = { ...person, ...rest, text: `45m: round ${round}` };
        const replies = await Promise.all(commands.map((command) => command.answer(asked)));
        expect(replies.filter((reply) => reply?.text.includes('Logged'))).toHaveLength(1);
      }
      expect(await house.entries()).toHaveLength(10);
    } finally {
      await second.close();
    }
  });

  it('replayed a hundred times, the very request has one effect', async () => {
    const first: CommandDelivery = await service.slack.sendCommand({
      user: house.acme.slackUserId,
      text: '45m: replay',
    });
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(Array.from({ length: 10 }, () => service.slack.resend(first.request)));
    }
    expect(await house.entries()).toHaveLength(1);
  });
});
