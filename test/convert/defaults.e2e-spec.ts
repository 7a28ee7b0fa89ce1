import type { Api } from '../harness/api';
import { aClient, aProject, UNKNOWN } from '../billing/people';
import {
  type GoogleService,
  type SelectedCalendar,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';
import { meeting } from '../harness/meetings';

const CONVERT = '/integrations/calendars/events/convert';

describe('What the events of a calendar are converted for', () => {
  let service: GoogleService;
  let calendar: SelectedCalendar;
  let user: Api;
  let acme: string;
  let website: string;

  beforeAll(async () => {
    service = await startGoogleService();
  });
  beforeEach(async () => {
    await service.google.reset();
    user = await service.signUp();
    calendar = await selectCalendar(service, user);
    acme = await aClient(user);
    website = await aProject(user, acme);
  });
  afterAll(() => service.close());

  const settings = async () => (await user.get(`/integrations/calendars/${calendar.id}`).expect(200)).body;
  const set = (defaults: object) => user.patch(`/integrations/calendars/${calendar.id}`, defaults);
  const targetOf = async (id: string) => {
    const { project_id, client_id } = (await user.get(`/time-entries/${id}`).expect(200)).body;
    return { project_id, client_id };
  };
  const stored = async (count: number): Promise<string[]> => {
    await calendar.put(...Array.from({ length: count }, (_, hour) => meeting(hour + 1)));
    await calendar.synced();
    return (await calendar.events()).map(({ id }) => id);
  };
  const converted = async (body: object) =>
    targetOf((await user.post(CONVERT, body).expect(201)).body.time_entry_id);

  describe('as its settings', () => {
    it('is a project, which brings its client along', async () => {
      const globex = await aClient(user, 'Globex');
      await set({ default_client_id: globex }).expect(200);

      const { body } = await set({ default_project_id: website }).expect(200);

      expect(body).toMatchObject({ default_project_id: website, default_client_id: acme });
      expect(await settings()).toEqual(body);
    });

    it.each([
      ['an unknown project', () => ({ default_project_id: UNKNOWN }), '/default_project_id'],
      ['an unknown client', () => ({ default_client_id: UNKNOWN }), '/default_client_id'],
      [
        'a client that is not the project’s',
        async () => ({ default_project_id: website, default_client_id: await aClient(user, 'Globex') }),
        '/default_client_id',
      ],
    ])('is not %s, which the answer points at', async (_, defaults, pointer) => {
      const before = await settings();

      const { body } = await set({ days_back: 3, ...(await defaults()) }).expect(400);

      expect(body.errors).toEqual([{ pointer, detail: expect.any(String) }]);
      expect(await settings()).toEqual(before);
    });

    it('is nothing that is archived, unless it has been that before', async () => {
      await set({ default_project_id: website }).expect(200);
      await user.patch(`/projects/${website}`, { archived: true }).expect(200);
      const before = await settings();
      const old = await aProject(user, acme);
      await user.patch(`/projects/${old}`, { archived: true }).expect(200);

      await set({ default_project_id: old, days_back: 3 }).expect(409, /archived/);
      expect(await settings()).toEqual(before);

      const { body } = await set({ default_project_id: website, days_back: 3 }).expect(200);
      expect(body).toEqual({ ...before, days_back: 3 });
    });

    it('stays a project with its own client, whoever sets which of them at once', async () => {
      const globex = await aClient(user, 'Globex');
      const changes = [{ default_project_id: website }, { default_client_id: globex }];

      for (let round = 0; round < 10; round += 1) {
        await set({ default_project_id: null, default_client_id: null }).expect(200);
        const statuses = await Promise.all(changes.map(async (change) => (await set(change)).status));
        expect(statuses[0]).toBe(200);
        expect([200, 400]).toContain(statuses[1]);
        expect(await settings()).toMatchObject({ default_project_id: website, default_client_id: acme });
      }
    });
  });

  describe('when it was archived since', () => {
    it.each([
      ['project', () => `/projects/${website}`],
      ['client', () => `/clients/${acme}`],
    ])('is nobody, also in bulk: a %s', async (_, path) => {
      await set({ default_project_id: website }).expect(200);
      const [single, ...others] = await stored(3);
      await user.patch(path(), { archived: true }).expect(200);

      expect(await converted({ synced_event_id: single })).toEqual({ project_id: null, client_id: null });
      const { body } = await user.post(CONVERT, { synced_event_ids: others }).expect(200);

      expect(body.results).toMatchObject([{ status: 'converted' }, { status: 'converted' }]);
      for (const { time_entry_id } of body.results)
        expect(await targetOf(time_entry_id)).toEqual({ project_id: null, client_id: null });
    });

    it('is nobody for the events of its own calendar only', async () => {
      const other = await selectCalendar(service, user);
      await user.patch(`/integrations/calendars/${other.id}`, { default_client_id: acme }).expect(200);
      await set({ default_project_id: website }).expect(200);
      await user.patch(`/projects/${website}`, { archived: true }).expect(200);
      const [here] = await stored(1);
      await other.put(meeting(1));
      await other.synced();
      const [there] = await other.events();

      const { body } = await user.post(CONVERT, { synced_event_ids: [here, there!.id] }).expect(200);

      const [first, second] = body.results;
      expect(await targetOf(first.time_entry_id)).toEqual({ project_id: null, client_id: null });
      expect(await targetOf(second.time_entry_id)).toEqual({ project_id: null, client_id: acme });
    });

    it('is refused all the same when it is asked for', async () => {
      await set({ default_project_id: website }).expect(200);
      const ids = await stored(2);
      await user.patch(`/projects/${website}`, { archived: true }).expect(200);

      await user.post(CONVERT, { synced_event_ids: ids, project_id: website }).expect(409, /archived/);
      await user.post(CONVERT, { synced_event_id: ids[0], project_id: website }).expect(409, /archived/);

      expect(await calendar.events('&state=converted')).toEqual([]);
    });
  });

  it.each([
    ['project_id: null', { project_id: null }],
    ['client_id: null', { client_id: null }],
    ['both', { project_id: null, client_id: null }],
  ])('is nobody when the request says so with %s', async (_, nobody) => {
    await set({ default_project_id: website }).expect(200);
    const [single, second] = await stored(2);

    expect(await converted({ synced_event_id: single, ...nobody })).toEqual({
      project_id: null,
      client_id: null,
    });
    const { body } = await user.post(CONVERT, { synced_event_ids: [second], ...nobody }).expect(200);
    expect(await targetOf(body.results[0].time_entry_id)).toEqual({ project_id: null, client_id: null });
  });

  it('is what the request says when that is half of it', async () => {
    const globex = await aClient(user, 'Globex');
    await set({ default_client_id: globex }).expect(200);
    const [first, second] = await stored(2);

    expect(await converted({ synced_event_id: first, project_id: website, client_id: null })).toEqual({
      project_id: website,
      client_id: acme,
    });
    expect(await converted({ synced_event_id: second, project_id: null, client_id: acme })).toEqual({
      project_id: null,
      client_id: acme,
    });
  });
});
