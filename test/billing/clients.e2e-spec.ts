import { type Service, startService } from '../harness/service';
import { aClient, anEntry, aProject, type People, signUpPeople, UNKNOWN } from './people';

describe('Clients and projects', () => {
  let service: Service;
  let people: People;

  beforeAll(async () => {
    service = await startService();
    people = await signUpPeople(service);
  });
  afterAll(() => service.close());

  it('shows a client as the contract has it', async () => {
    const { body } = await people.member
      .post('/clients', { name: 'Acme', email: 'Billing@Acme.example' })
      .expect(201);

    expect(body).toEqual({
      id: expect.any(String),
      name: 'Acme',
      email: 'billing@acme.example',
      hourly_rate: null,
      currency: null,
      rounding: null,
      rounding_minutes: null,
      archived: false,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updated_at: body.created_at,
    });
    expect((await people.stranger.get(`/clients/${body.id}`).expect(200)).body).toEqual(body);
  });

  it('shows a project with its rate', async () => {
    const client_id = await aClient(people.member);

    const rate = { hourly_rate: 12_000, currency: 'EUR' };
    const { body } = await people.admin.post('/projects', { client_id, name: 'Site', ...rate }).expect(201);

    expect(body).toMatchObject({ client_id, name: 'Site', ...rate, archived: false });
  });

  it.each([
    [{ hourly_rate: 100 }, '/currency'],
    [{ currency: 'EUR' }, '/hourly_rate'],
    [{ hourly_rate: 1.5, currency: 'EUR' }, '/hourly_rate'],
    [{ hourly_rate: -1, currency: 'EUR' }, '/hourly_rate'],
    [{ hourly_rate: 2 ** 31, currency: 'EUR' }, '/hourly_rate'],
    [{ hourly_rate: 100, currency: 'euro' }, '/currency'],
    [{ client_id: UNKNOWN }, '/client_id'],
    [{ name: '' }, '/name'],
    [{ colour: 'red' }, '/colour'],
  ])('refuses a project with %j', async (fields, pointer) => {
    const client_id = await aClient(people.member);

    const { body } = await people.member
      .post('/projects', { client_id, name: 'Site', ...fields })
      .expect(400);

    expect(body).toMatchObject({ code: 'validation_failed', errors: [{ pointer }] });
  });

  it('changes only what is named, and takes a rate away as a whole', async () => {
    const id = await aProject(people.member, await aClient(people.member), {
      hourly_rate: 1,
      currency: 'EUR',
    });

    await people.member.patch(`/projects/${id}`, { hourly_rate: null }).expect(400);
    const renamed = await people.member.patch(`/projects/${id}`, { name: 'New' }).expect(200);
    const unpaid = await people.member
      .patch(`/projects/${id}`, { hourly_rate: null, currency: null })
      .expect(200);

    expect(renamed.body).toMatchObject({ name: 'New', hourly_rate: 1, currency: 'EUR' });
    expect(unpaid.body).toMatchObject({ name: 'New', hourly_rate: null, currency: null });
  });

  it('archives, filters by it, and reopens', async () => {
    const client_id = await aClient(people.member);
    const [open, archived] = [
      await aProject(people.member, client_id),
      await aProject(people.member, client_id),
    ];
    await people.member.patch(`/projects/${archived}`, { archived: true }).expect(200);

    const list = async (filter: string): Promise<string[]> =>
      (await people.viewer.get(`/projects?client_id=${client_id}${filter}`).expect(200)).body.projects.map(
        ({ id }: { id: string }) => id,
      );

    expect(await list('')).toEqual([open, archived]);
    expect(await list('&archived=true')).toEqual([archived]);
    expect(await list('&archived=false')).toEqual([open]);
    await people.member.get('/projects?archived=maybe').expect(400);
    const { body } = await people.member.patch(`/projects/${archived}`, { archived: false }).expect(200);
    expect(body.archived).toBe(false);
  });

  it('gives an archived client no new projects', async () => {
    const client_id = await aClient(people.member);
    await people.member.patch(`/clients/${client_id}`, { archived: true }).expect(200);

    const { body } = await people.member.post('/projects', { client_id, name: 'Site' }).expect(409);

    expect(body).toMatchObject({ code: 'conflict', detail: expect.stringContaining('archived') });
  });

  it('pages through clients made in the same instant without loss or repetition', async () => {
    await service.sql(
      `INSERT INTO clients (name, created_at) SELECT 'Twin', '2020-01-01Z' FROM generate_series(1, 7)`,
    );
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 3; page += 1) {
      const { body } = await people.viewer
        .get(`/clients?limit=3${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      seen.push(...body.clients.map(({ id }: { id: string }) => id));
      cursor = body.next_cursor;
    }
    expect(new Set(seen).size).toBe(9);
  });

  it.each([
    'nonsense',
    ...['x', '1', '2026', '0000-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000+23:00'].map((sort) =>
      Buffer.from(JSON.stringify([sort, UNKNOWN])).toString('base64url'),
    ),
  ])('refuses the cursor %s', async (cursor) => {
    const { body } = await people.member.get(`/clients?cursor=${cursor}`).expect(400);

    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/cursor' })]);
  });

  it('deletes what nothing refers to', async () => {
    const id = await aClient(people.member);

    await people.member.delete(`/clients/${id}`).expect(204);

    await people.member.get(`/clients/${id}`).expect(404);
    await people.member.delete(`/clients/${id}`).expect(404);
    await people.member.patch(`/clients/${id}`, { name: 'Back' }).expect(404);
  });

  it('keeps a client with projects and a project with entries, and says what to do instead', async () => {
    const client = await aClient(people.member);
    const project = await aProject(people.member, client);
    await anEntry(people.member, { project_id: project });

    for (const path of [`/clients/${client}`, `/projects/${project}`]) {
      const { body } = await people.member.delete(path).expect(409);
      expect(body).toMatchObject({ code: 'conflict', detail: expect.stringContaining('archive it instead') });
    }
  });

  it('lets either the entry or the deletion win, never both', async () => {
    for (let round = 0; round < 10; round += 1) {
      const client_id = await aClient(people.member);
      const [entry, deletion] = await Promise.all([
        people.member.post('/time-entries', {
          started_at: '2026-03-02T09:00:00Z',
          duration_minutes: 5,
          client_id,
        }),
        people.admin.delete(`/clients/${client_id}`),
      ]);
      expect([
        [201, 409],
        [400, 204],
      ]).toContainEqual([entry.status, deletion.status]);
    }
  });

  it('lets viewers look and nothing else', async () => {
    const client = await aClient(people.member);
    const project = await aProject(people.member, client);
    const { viewer } = people;

    for (const path of ['/clients', '/projects', `/clients/${client}`, `/projects/${project}`]) {
      await viewer.get(path).expect(200);
    }
    const refused = [
      viewer.post('/clients', { name: 'Mine' }),
      viewer.patch(`/clients/${client}`, { name: 'Mine' }),
      viewer.delete(`/clients/${client}`),
      viewer.post('/projects', { client_id: client, name: 'Mine' }),
      viewer.patch(`/projects/${project}`, { name: 'Mine' }),
      viewer.delete(`/projects/${project}`),
    ];
    for (const request of refused) expect((await request.expect(403)).body.code).toBe('forbidden');
  });

  it('refuses ids that are none, and says which', async () => {
    for (const path of ['/clients/7', '/projects/7']) {
      const { body } = await people.member.get(path).expect(400);
      expect(body).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/id' }] });
    }
  });

  it('makes one client for one Idempotency-Key', async () => {
    const create = () =>
      people.member.post('/clients', { name: 'Once' }).set('Idempotency-Key', 'k1').expect(201);

    const [first, again] = [await create(), await create()];

    expect(again.body).toEqual(first.body);
  });
});
