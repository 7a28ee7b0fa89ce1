import type { JsonObject } from '../../sandbox/slack/json.value';
import { moveBothTo, type SlackService, startSlackService } from './slack-service';
import { FOUR, someProjects, type TimeHouse, timeHouse } from './time-house';

describe('The form of /time', () => {
  let service: SlackService;
  let house: TimeHouse;
  let ids: Record<string, string>;

  beforeAll(async () => {
    service = await startSlackService();
    house = await timeHouse(service);
    ids = await someProjects(house.robin, { Globex: ['Acme', 'Web'], Initech: ['Mobile'] });
  });
  beforeEach(async () => {
    await house.forget();
    await moveBothTo(service, FOUR);
  });
  afterAll(() => service.close());

  const elementsOf = (blocks: JsonObject[]): Record<string, JsonObject> =>
    Object.fromEntries(blocks.map(({ block_id, element }) => [block_id, element as JsonObject]));

  it('is empty, with today and the projects by client', async () => {
    const { content } = await house.typist.opens();
    const { duration, date, project, description } = elementsOf(content.blocks);
    expect(date!.initial_date).toBe('2026-03-20');
    expect([duration!.initial_value, description!.initial_value]).toEqual([undefined, undefined]);
    const groups = project!.option_groups as { label: { text: string }; options: { value: string }[] }[];
    expect(groups.map(({ label, options }) => [label.text, options.length])).toEqual([
      ['Globex', 2],
      ['Initech', 1],
    ]);
  });

  it('makes an entry and tells the person, nobody else', async () => {
    const view = await house.typist.opens();
    const values = {
      duration: '1h 30m',
      date: '2026-03-19',
      project: ids['Globex/Acme']!,
      description: '<!channel> & design',
    };
    const { outcome } = await service.slack.submitView({ viewId: view.id, values });
    expect(outcome).toBe('closed');
    expect(await house.entries()).toMatchObject([
      {
        source: 'slack',
        duration_minutes: 90,
        started_at: '2026-03-19T08:00:00.000Z',
        project_id: ids['Globex/Acme'],
        client_id: ids.Globex,
        description: '<!channel> & design',
      },
    ]);
    const told = await house.typist.seesLast();
    expect(told.text).toContain('Logged *1 h 30 m* on Thu 19 Mar 2026');
    expect(told.text).toContain('&lt;!channel&gt; &amp; design');
    expect(told.message.ephemeralTo).toBe(house.acme.slackUserId);
    expect((await house.typist.types('undo')).text).toContain('Taken back');
    expect(await service.sql('SELECT * FROM notifications')).toEqual([]);
  });

  it('makes one entry when it is submitted twice', async () => {
    const view = await house.typist.opens();
    const send = () => service.slack.submitView({ viewId: view.id, values: { duration: '2h' } });
    await Promise.all([send(), send()]);
    expect(await house.entries()).toHaveLength(1);
  });

  it.each([
    [{ duration: '2' }, 'duration', 'hours or minutes'],
    [{ duration: '0h' }, 'duration', 'at least a minute'],
    [{ duration: '2h design' }, 'duration', 'Only a duration'],
    [{ duration: '2h', date: '2026-03-21' }, 'date', 'still to come'],
  ])('stays open and shows what is wrong with %j', async (values, field, message) => {
    const view = await house.typist.opens();
    const { outcome, errors } = await service.slack.submitView({ viewId: view.id, values });
    expect(outcome).toBe('errors');
    expect(errors).toEqual({ [field]: expect.stringContaining(message) });
    expect(await house.entries()).toEqual([]);
    expect((await service.slack.submitView({ viewId: view.id, values: { duration: '1h' } })).outcome).toBe(
      'closed',
    );
    expect(await house.entries()).toHaveLength(1);
  });

  it('refuses a project that was archived meanwhile', async () => {
    const view = await house.typist.opens();
    await house.robin.patch(`/projects/${ids['Globex/Web']}`, { archived: true }).expect(200);
    const values = { duration: '1h', project: ids['Globex/Web']! };
    const { errors } = await service.slack.submitView({ viewId: view.id, values });
    expect(errors).toEqual({ project: expect.stringContaining('archived') });
    await house.robin.patch(`/projects/${ids['Globex/Web']}`, { archived: false }).expect(200);
  });

  it('writes a direct message where the address is no longer good', async () => {
    const view = await house.typist.opens();
    await service.slack.clock({ now: new Date(+FOUR + 40 * 60_000).toISOString() });
    service.clock.advance(40 * 60_000);
    await service.slack.submitView({ viewId: view.id, values: { duration: '1h' } });
    const told = await house.typist.seesLast();
    expect(told.message).toMatchObject({ origin: 'chat.postMessage' });
    expect(told.text).toContain('Logged *1 h*');
  });

  it('says so when Slack does not open it', async () => {
    const effect = { type: 'status', status: 200, reason: 'expired_trigger_id' } as const;
    await service.slack.addFault({ kind: 'views.open', effect });
    expect((await house.typist.types('')).text).toContain('The form did not open');
  });

  describe('with an entry in it', () => {
    it('changes the entry, and what was said of it', async () => {
      const seen = await house.typist.types('yesterday 9-10:30 #acme: design');
      await house.typist.press(seen.message, { label: 'Edit' });
      const view = await house.typist.form();
      const { duration, date, project, description } = elementsOf(view.content.blocks);
      expect(view.content.title).toMatchObject({ text: 'Change an entry' });
      expect([duration!.initial_value, date!.initial_date]).toEqual(['1h 30m', '2026-03-19']);
      expect(project!.initial_option).toMatchObject({ value: ids['Globex/Acme'] });
      expect(description!.initial_value).toBe('design');
      const values = { duration: '2h', project: ids['Initech/Mobile']!, description: 'review' };
      expect((await service.slack.submitView({ viewId: view.id, values })).outcome).toBe('closed');
      expect(await house.entries()).toMatchObject([
        {
          started_at: '2026-03-19T08:00:00.000Z',
          ended_at: '2026-03-19T10:00:00.000Z',
          project_id: ids['Initech/Mobile'],
          client_id: ids.Initech,
          description: 'review',
        },
      ]);
      const now = (await house.typist.sees()).find(({ message }) => message.ts === seen.message.ts);
      expect(now!.text).toContain('Changed: *2 h* on Thu 19 Mar 2026, 09:00–11:00');
    });

    it('keeps a project that is archived', async () => {
      const seen = await house.typist.types('2h #web: design');
      await house.robin.patch(`/projects/${ids['Globex/Web']}`, { archived: true }).expect(200);
      await house.typist.press(seen.message, { label: 'Edit' });
      const view = await house.typist.form();
      await service.slack.submitView({ viewId: view.id, values: { description: 'other' } });
      expect(await house.entries()).toMatchObject([{ project_id: ids['Globex/Web'], description: 'other' }]);
      await house.robin.patch(`/projects/${ids['Globex/Web']}`, { archived: false }).expect(200);
    });

    it('does not change what was approved while it was open', async () => {
      const seen = await house.typist.types('2h #acme: design');
      await house.typist.press(seen.message, { label: 'Edit' });
      const view = await house.typist.form();
      const [entry] = await house.entries();
      await house.robin.post(`/time-entries/${entry!.id}/approve`).expect(200);
      const { errors } = await service.slack.submitView({ viewId: view.id, values: { duration: '3h' } });
      expect(errors).toEqual({ duration: expect.stringContaining('approved') });
    });
  });
});
