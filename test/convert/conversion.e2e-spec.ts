import {
  type GoogleService,
  type SelectedCalendar,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';
import { meeting } from '../harness/meetings';

const CONVERT = '/integrations/calendars/events/convert';

describe('Converting events', () => {
  let service: GoogleService;
  let calendar: SelectedCalendar;

  /** Stores so many meetings at Google, syncs, and gives their ids here. */
  const storedEvents = async (count: number): Promise<string[]> => {
    await calendar.put(
      ...Array.from({ length: count }, (_, number) => meeting(number, { summary: `M${number}` })),
    );
    await calendar.synced();
    return (await calendar.events()).map(({ id }) => id);
  };
  const entries = (): Promise<unknown[]> =>
    service.sql(
      `SELECT e.* FROM time_entries e JOIN calendar_integrations c USING (user_id) WHERE c.id = $1`,
      [calendar.id],
    );

  beforeAll(async () => {
    service = await startGoogleService();
  });
  beforeEach(async () => {
    await service.google.reset();
    calendar = await selectCalendar(service, await service.signUp());
  });
  afterAll(() => service.close());

  it('makes one entry of one event, however many ask at once', async () => {
    const [id] = await storedEvents(1);

    const answers = await Promise.all(
      Array.from({ length: 50 }, () => calendar.user.post(CONVERT, { synced_event_id: id })),
    );

    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(1);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(49);
    const { time_entry_id } = made[0]!.body;
    expect(
      refused.every(({ body }) => body.code === 'already_converted' && body.time_entry_id === time_entry_id),
    ).toBe(true);
    expect(await entries()).toHaveLength(1);
  });

  it('takes project, client and description from the request, else from the calendar and the event', async () => {
    const [first, second] = await storedEvents(2);
    const { body: acme } = await calendar.user.post('/clients', { name: 'Acme' }).expect(201);
    const { body: design } = await calendar.user
      .post('/projects', { name: 'Design', client_id: acme.id })
      .expect(201);
    const { body: globex } = await calendar.user.post('/clients', { name: 'Globex' }).expect(201);
    await calendar.user
      .patch(`/integrations/calendars/${calendar.id}`, { default_project_id: design.id })
      .expect(200);
    const entryOf = async (body: object): Promise<unknown> => {
      const { body: answer } = await calendar.user.post(CONVERT, body).expect(201);
      return (await calendar.user.get(`/time-entries/${answer.time_entry_id}`).expect(200)).body;
    };

    expect(await entryOf({ synced_event_id: first })).toMatchObject({
      description: 'M0',
      project_id: design.id,
      client_id: acme.id,
    });
    expect(
      await entryOf({ synced_event_id: second, client_id: globex.id, description: 'Lunch' }),
    ).toMatchObject({
      description: 'Lunch',
      project_id: null,
      client_id: globex.id,
    });
  });

  it('converts 500 at once and tells event by event what it could not', async () => {
    const ids = await storedEvents(498);
    const early = [await calendar.convert(ids[0]!), await calendar.convert(ids[7]!)];
    const unknown = '00000000-0000-4000-8000-000000000000';

    const { body } = await calendar.user
      .post(CONVERT, { synced_event_ids: [...ids, ids[1], unknown] })
      .expect(200);

    expect(body.results).toHaveLength(500);
    expect(body.results[0]).toEqual({
      synced_event_id: ids[0],
      status: 'error',
      code: 'already_converted',
      time_entry_id: early[0],
    });
    expect(body.results[1]).toMatchObject({ synced_event_id: ids[1], status: 'converted' });
    expect(body.results[498]).toMatchObject({
      synced_event_id: ids[1],
      status: 'error',
      code: 'already_converted',
    });
    expect(body.results[499]).toEqual({ synced_event_id: unknown, status: 'error', code: 'not_found' });
    expect(body.results.filter(({ status }: { status: string }) => status === 'converted')).toHaveLength(496);
    expect(await entries()).toHaveLength(498);
  });

  it('converts the rest of a bulk in which one event lasts too long for an entry', async () => {
    const [short, long] = await storedEvents(2);
    await service.sql(
      `UPDATE synced_calendar_events SET ends_at = starts_at + interval '32 days' WHERE id = $1`,
      [long],
    );

    const { body } = await calendar.user.post(CONVERT, { synced_event_ids: [long, short] }).expect(200);

    expect(body.results).toEqual([
      { synced_event_id: long, status: 'error', code: 'conflict' },
      { synced_event_id: short, status: 'converted', time_entry_id: expect.any(String) },
    ]);
    const refused = await calendar.user.post(CONVERT, { synced_event_id: long }).expect(409);
    expect(refused.body).toMatchObject({ code: 'conflict', detail: expect.stringContaining('31 days') });
    expect(await entries()).toHaveLength(1);
  });

  it('converts nothing of a bulk whose project does not exist', async () => {
    const ids = await storedEvents(3);
    const project_id = '00000000-0000-4000-8000-000000000000';

    await calendar.user.post(CONVERT, { synced_event_ids: ids, project_id }).expect(400, /project_id/);

    expect(await entries()).toEqual([]);
  });

  it('overlapping bulk conversions at once make each entry once', async () => {
    const ids = await storedEvents(60);
    const bulks = [ids, [...ids].reverse(), ids.slice(20), ids.slice(0, 40)];

    const answers = await Promise.all(
      bulks.map((synced_event_ids) => calendar.user.post(CONVERT, { synced_event_ids })),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const converted = answers.flatMap(({ body }) =>
      body.results.filter((r: { status: string }) => r.status === 'converted'),
    );
    expect(converted).toHaveLength(60);
    expect(await entries()).toHaveLength(60);
  });

  it('undoes a conversion while its entry is pending, and not later', async () => {
    const admin = await service.signUp('Admin');
    await service.sql(
      `UPDATE users SET role = 'admin' WHERE id = (SELECT id FROM users ORDER BY created_at DESC LIMIT 1)`,
    );
    const [id] = await storedEvents(1);
    const undo = () => calendar.user.delete(`/integrations/calendars/events/${id}/convert`);
    await undo().expect(404);

    await calendar.convert(id!);
    await undo().expect(204);
    expect(await entries()).toEqual([]);
    expect(await calendar.events('&state=unconverted')).toHaveLength(1);

    const { body: client } = await calendar.user.post('/clients', { name: 'Acme' }).expect(201);
    const again = await calendar.user
      .post(CONVERT, { synced_event_id: id, client_id: client.id })
      .expect(201);
    await admin.post(`/time-entries/${again.body.time_entry_id}/approve`).expect(200);
    await undo().expect(409, /entry_locked/);
    expect(await entries()).toHaveLength(1);
  });

  it('makes an event unconverted again when its entry is deleted', async () => {
    const [id] = await storedEvents(1);
    const entry = await calendar.convert(id!);

    await calendar.user.delete(`/time-entries/${entry}`).expect(204);

    expect(await calendar.events('&state=unconverted')).toMatchObject([
      { id, is_synced: false, time_entry_id: null },
    ]);
    await calendar.convert(id!);
  });

  it("treats somebody else's event like one that does not exist", async () => {
    const [id] = await storedEvents(1);
    const stranger = await service.signUp('Stranger');

    await stranger.post(CONVERT, { synced_event_id: id }).expect(404, /not_found/);
    const { body } = await stranger.post(CONVERT, { synced_event_ids: [id] }).expect(200);
    expect(body.results).toEqual([{ synced_event_id: id, status: 'error', code: 'not_found' }]);
    await stranger.delete(`/integrations/calendars/events/${id}/convert`).expect(404);
    expect(await entries()).toEqual([]);
  });

  it.each([
    ['neither one nor many', {}],
    [
      'both',
      {
        synced_event_id: '00000000-0000-4000-8000-000000000000',
        synced_event_ids: ['00000000-0000-4000-8000-000000000000'],
      },
    ],
    ['none', { synced_event_ids: [] }],
    ['501', { synced_event_ids: Array(501).fill('00000000-0000-4000-8000-000000000000') }],
    [
      'a description for many',
      { synced_event_ids: ['00000000-0000-4000-8000-000000000000'], description: 'x' },
    ],
  ])('refuses %s', async (_, body) => {
    await calendar.user.post(CONVERT, body).expect(400, /validation_failed/);
  });
});
