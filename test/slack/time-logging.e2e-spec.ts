import { moveBothTo, type SlackService, startSlackService } from './slack-service';
import { FOUR, someProjects, type TimeHouse, timeHouse } from './time-house';
import type { Seen } from './typist';

describe('Logging time in Slack', () => {
  let service: SlackService;
  let house: TimeHouse;
  let ids: Record<string, string>;

  beforeAll(async () => {
    service = await startSlackService();
    house = await timeHouse(service);
    ids = await someProjects(house.robin, {
      Globex: ['Acme', 'Web'],
      Initech: ['Web'],
      '<b>Twin & Co': ['Mobile'],
      '<B>TWIN & Co': [],
    });
  });
  beforeEach(async () => {
    await house.forget();
    await moveBothTo(service, FOUR);
  });
  afterAll(() => service.close());

  const labels = ({ buttons }: Seen): string[] => buttons.map(({ label }) => label);

  it('says what was understood', async () => {
    await house.typist.types('30m: mail');
    const { text, all } = await house.typist.types('2h 30m #acme design');
    expect(text).toContain('Logged *2 h 30 m* on Fri 20 Mar 2026, 13:30–16:00 (Europe/Berlin)');
    for (const fact of ['Project: Acme', 'Client: Globex', 'State: pending', '“design”'])
      expect(text).toContain(fact);
    expect(text).toContain('Total of Fri 20 Mar 2026: 3 h');
    expect(all).toContain('*Project*\\nAcme');
  });

  it('notifies nobody: the reply tells the person', async () => {
    await house.typist.types('30m: mail');
    expect(await service.sql('SELECT * FROM notifications')).toEqual([]);
  });

  it('says what is odd about it', async () => {
    expect((await house.typist.types('1.30h #acme')).text).toContain('Did you mean 1:30?');
    expect((await house.typist.types('23:00-01:00 deploy')).text).toContain('Crosses midnight');
    expect((await house.typist.types('yesterday 22-6')).text).toContain('22:00–06:00 the next day');
  });

  it('places a day without times behind what is logged on it', async () => {
    await house.typist.types('yesterday 2h: first');
    await house.typist.types('yesterday 1h: second');
    const spans = (await house.entries()).map(({ started_at, ended_at }) => [started_at, ended_at]).sort();
    expect(spans).toEqual([
      ['2026-03-19T08:00:00.000Z', '2026-03-19T10:00:00.000Z'],
      ['2026-03-19T10:00:00.000Z', '2026-03-19T11:00:00.000Z'],
    ]);
  });

  it('sends back what was typed so that it pings nobody', async () => {
    const seen = await house.typist.types('2h <!channel> hi & <b> <@U0ROBIN>');
    expect(await house.entries()).toMatchObject([{ description: '<!channel> hi & <b> <@U0ROBIN>' }]);
    expect(seen.text).toContain('&lt;!channel&gt; hi &amp; &lt;b&gt;');
    expect(seen.all).not.toMatch(/<[!@#b]/);
    const wrong = await house.typist.types('<!channel> & <https://x.example|y>');
    expect(wrong.all).not.toMatch(/<[!@#h]/);
  });

  it('takes the longest text', async () => {
    const seen = await house.typist.types(`2h: ${'<&> '.repeat(200)}`);
    expect(seen.text).toContain('Logged');
    const tooLong = await house.typist.types(`2h: ${'x'.repeat(4000)}`);
    expect(tooLong.text).toContain('(input_too_long)');
  });

  describe('a project that is not found', () => {
    it('is suggested, and the suggestion logs it', async () => {
      const seen = await house.typist.types('2h #amce design');
      expect(seen.text).toContain('Did you mean #acme?');
      expect(seen.text).toContain('(project_not_found)');
      expect(seen.buttons).toMatchObject([{ label: '#acme', value: '2h #acme design' }]);
      const logged = await house.typist.clicks(seen, '#acme');
      expect(logged.text).toContain('Logged *2 h*');
      expect(logged.message.ts).toBe(seen.message.ts);
      expect(await house.entries()).toMatchObject([{ project_id: ids['Globex/Acme'] }]);
    });

    it('may be archived', async () => {
      const { body } = await house.robin
        .post('/projects', { client_id: ids.Globex, name: 'Oldtimer' })
        .expect(201);
      await house.robin.patch(`/projects/${body.id}`, { archived: true }).expect(200);
      expect((await house.typist.types('2h #oldtimer')).text).toContain('(project_not_found)');
    });
  });

  it('asks which project, naming the clients', async () => {
    const seen = await house.typist.types('2h #web: <x>');
    expect(seen.text).toContain('(project_ambiguous)');
    expect(seen.buttons).toMatchObject([
      { label: 'Web (Globex)', value: '2h #web @globex: <x>' },
      { label: 'Web (Initech)', value: '2h #web @initech: <x>' },
    ]);
    expect(await house.entries()).toEqual([]);
    await house.typist.clicks(seen, 'Web (Initech)');
    expect(await house.entries()).toMatchObject([{ project_id: ids['Initech/Web'], description: '<x>' }]);
  });

  it('asks which client, also of those with the same name', async () => {
    const seen = await house.typist.types('2h @b-twin-co');
    expect(seen.text).toContain('(client_ambiguous)');
    await house.typist.clicks(seen, '<B>TWIN & Co');
    expect(await house.entries()).toMatchObject([{ client_id: ids['<B>TWIN & Co'] }]);
    expect((await house.typist.types('2h @globx')).buttons).toMatchObject([{ value: '2h @globex' }]);
  });

  it('does not move a project to another client', async () => {
    const seen = await house.typist.types('2h #acme @initech: x');
    expect(seen.text).toContain('That project belongs to Globex.');
    expect(seen.text).toContain('(client_project_mismatch)');
    expect(await house.entries()).toEqual([]);
    await house.typist.clicks(seen, 'Acme (Globex)');
    expect(await house.entries()).toMatchObject([{ project_id: ids['Globex/Acme'], description: 'x' }]);
  });

  it('offers as many choices as a message has room for', async () => {
    const clients = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`Customer ${n}`, ['Hosting']]));
    await someProjects(house.robin, clients);
    const seen = await house.typist.types(`2h #hosting: ${'x'.repeat(1900)}`);
    expect(seen.text).toContain('(project_ambiguous)');
    expect(seen.buttons.length).toBeGreaterThan(2);
    expect((await house.typist.types('2h #hosting')).buttons).toHaveLength(25);
  });

  it('asks for the unit, once for all buttons', async () => {
    const seen = await house.typist.types('2 #acme');
    expect(labels(seen)).toEqual(['2 hours', '2 minutes']);
    await Promise.all([
      ...['2 hours', '2 minutes', '2 hours'].map((label) => house.typist.press(seen.message, { label })),
    ]);
    expect(await house.entries()).toHaveLength(1);
    expect((await house.typist.seesLast()).text).toContain('Logged');
  });

  it('points at what is wrong, with a command that works', async () => {
    const { text } = await house.typist.types('1:75 review');
    expect(text).toContain('```\n1:75 review\n^^^^\n```');
    expect(text).toContain('For example: `/time 1:45 review`');
  });
});
