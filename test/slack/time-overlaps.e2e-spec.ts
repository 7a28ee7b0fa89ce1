import { moveBothTo, type SlackService, startSlackService } from './slack-service';
import { FOUR, type TimeHouse, timeHouse } from './time-house';

describe('Time that is logged twice in Slack', () => {
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

  const written = async (started_at: string, ended_at: string, description = ''): Promise<void> => {
    await house.robin.post('/time-entries', { started_at, ended_at, description }).expect(201);
  };

  it('is pointed out, in a line of its own', async () => {
    await house.typist.types('9:00-10:30: <!here> Code review');
    const { text, all } = await house.typist.types('10:00-11:00 mail');

    expect(text.split('\n')).toContain(
      ':warning: Overlaps with: 1 h 30 m “&lt;!here&gt; Code review”, 09:00–10:30',
    );
    expect(all).toContain('Overlaps with: 1 h 30 m');
  });

  it('is nothing to speak of while one begins where the other ends', async () => {
    await house.typist.types('9:00-10:00 review');
    await house.typist.types('yesterday 2h: first');

    expect((await house.typist.types('10:00-11:00 mail')).text).not.toContain('Overlaps');
    expect((await house.typist.types('yesterday 2h: second')).text).not.toContain('Overlaps');
  });

  it('is pointed out as how many entries, and the first of them', async () => {
    await written('2026-03-20T09:00:00Z', '2026-03-20T10:00:00Z', 'second');
    await written('2026-03-20T08:00:00Z', '2026-03-20T09:00:00Z');

    const { text } = await house.typist.types('9:30-10:30 mail');

    expect(text.split('\n')).toContain(':warning: Overlaps with 2 entries, the first: 1 h, 09:00–10:00');
  });

  it('is pointed out of a day without times, also beside what began the day before', async () => {
    await written('2026-03-18T21:00:00Z', '2026-03-19T09:00:00Z', 'Night shift');

    const { text } = await house.typist.types('yesterday 2h: mail');

    expect(text).toContain('Logged *2 h* on Thu 19 Mar 2026, 09:00–11:00');
    expect(text.split('\n')).toContain(
      ':warning: Overlaps with: 12 h “Night shift”, Wed 18 Mar 2026, 22:00–10:00 the next day',
    );
  });

  it('is pointed out by the form, when it makes an entry and when it changes one', async () => {
    await house.typist.types('yesterday 10:00-11:00 review');
    const view = await house.typist.opens();
    const values = { duration: '9:00-10:00', date: '2026-03-19', description: 'mail' };
    await service.slack.submitView({ viewId: view.id, values });
    const made = await house.typist.seesLast();

    await house.typist.press(made.message, { label: 'Edit' });
    const form = await house.typist.form();
    await service.slack.submitView({ viewId: form.id, values: { duration: '2h' } });
    const changed = (await house.typist.sees()).find(({ message }) => message.ts === made.message.ts)!;

    expect(made.text).toContain('Logged *1 h*');
    expect(made.text).not.toContain('Overlaps');
    expect(changed.text).toContain('Changed: *2 h*');
    expect(changed.text.split('\n')).toContain(':warning: Overlaps with: 1 h “review”, 10:00–11:00');
  });
});
