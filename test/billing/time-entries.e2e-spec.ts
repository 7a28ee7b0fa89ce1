import { type Service, startService } from '../harness/service';
import { aClient, anEntry, aProject, idOf, type People, signUpPeople, UNKNOWN } from './people';
import { bill } from './bill';

const NINE = '2026-03-02T09:00:00Z';

describe('Time entries', () => {
  let service: Service;
  let people: People;

  beforeAll(async () => {
    service = await startService();
    people = await signUpPeople(service);
  });
  afterAll(() => service.close());

  it('are shown as the contract has them', async () => {
    const { body } = await people.member
      .post('/time-entries', {
        started_at: '2026-03-02T10:00:00+01:00',
        duration_minutes: 90,
        description: 'Work',
      })
      .expect(201);

    expect(body).toEqual({
      id: expect.any(String),
      user_id: await idOf(people.member),
      project_id: null,
      client_id: null,
      source: 'manual',
      status: 'pending',
      started_at: '2026-03-02T09:00:00.000Z',
      ended_at: '2026-03-02T10:30:00.000Z',
      duration_minutes: 90,
      description: 'Work',
      billable_minutes: null,
      hourly_rate: null,
      currency: null,
      invoice_id: null,
      version: 1,
      overlaps: [],
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    expect((await people.member.get(`/time-entries/${body.id}`).expect(200)).body).toEqual(body);
  });

  describe('have a span', () => {
    it.each([
      [{ ended_at: '2026-03-02T10:30:00Z' }, 90],
      [{ duration_minutes: 1 }, 1],
      [{ ended_at: '2026-03-02T09:30:29Z' }, 30],
      [{ ended_at: '2026-03-02T09:30:30Z' }, 31],
      [{ ended_at: '2026-03-02T09:00:05Z' }, 1],
      [{ ended_at: '2026-03-02T10:00:00Z', duration_minutes: 60 }, 60],
      [{ duration_minutes: 44_640 }, 44_640],
    ])('given by %j', async (end, minutes) => {
      const { body } = await people.member.post('/time-entries', { started_at: NINE, ...end }).expect(201);

      expect(body.duration_minutes).toBe(minutes);
    });

    it.each([
      [{}, '/ended_at'],
      [{ ended_at: NINE }, '/ended_at'],
      [{ ended_at: '2026-03-02T08:00:00Z' }, '/ended_at'],
      [{ ended_at: '2026-04-03T09:00:00Z' }, '/ended_at'],
      [{ ended_at: '2026-03-02T10:00:00Z', duration_minutes: 61 }, '/duration_minutes'],
      [{ duration_minutes: 0 }, '/duration_minutes'],
      [{ duration_minutes: 44_641 }, '/duration_minutes'],
      [{ duration_minutes: 1.5 }, '/duration_minutes'],
      [{ duration_minutes: '90' }, '/duration_minutes'],
      [{ duration_minutes: 5, started_at: '2026-03-02 09:00' }, '/started_at'],
      [{ duration_minutes: 5, started_at: '2026-03-02T09:00:00' }, '/started_at'],
    ])('that %j does not give', async (end, pointer) => {
      const { body } = await people.member.post('/time-entries', { started_at: NINE, ...end }).expect(400);

      expect(body.code).toBe('validation_failed');
      expect(body.errors[0].pointer).toBe(pointer);
    });
  });

  describe('are billed to', () => {
    it('the client of their project', async () => {
      const client_id = await aClient(people.member);
      const project_id = await aProject(people.member, client_id);

      const entry = { started_at: NINE, duration_minutes: 5, project_id };
      const { body } = await people.member.post('/time-entries', entry).expect(201);

      expect(body).toMatchObject({ project_id, client_id });
    });

    it.each(['project_id', 'client_id'])('nobody unknown by %s', async (field) => {
      const entry = { started_at: NINE, duration_minutes: 5, [field]: UNKNOWN };
      const { body } = await people.member.post('/time-entries', entry).expect(400);

      expect(body.errors).toEqual([{ pointer: `/${field}`, detail: expect.stringContaining('exists') }]);
    });

    it('no client but the project’s', async () => {
      const project_id = await aProject(people.member, await aClient(people.member));
      const client_id = await aClient(people.member);

      const entry = { started_at: NINE, duration_minutes: 5, project_id, client_id };
      const { body } = await people.member.post('/time-entries', entry).expect(400);

      expect(body.errors).toMatchObject([{ pointer: '/client_id' }]);
    });

    it('nothing that is archived, also by way of the client', async () => {
      const client_id = await aClient(people.member);
      const [project_id, open] = [
        await aProject(people.member, client_id),
        await aProject(people.member, client_id),
      ];
      await people.member.patch(`/projects/${project_id}`, { archived: true }).expect(200);
      const entry = { started_at: NINE, duration_minutes: 5 };
      await people.member.post('/time-entries', { ...entry, project_id }).expect(409);

      await people.member.patch(`/clients/${client_id}`, { archived: true }).expect(200);

      for (const target of [{ client_id }, { project_id: open }]) {
        const { body } = await people.member.post('/time-entries', { ...entry, ...target }).expect(409);
        expect(body).toMatchObject({ code: 'conflict', detail: expect.stringContaining('archived') });
      }
    });

    it('the new client when they move to another project, and the old one when they leave it', async () => {
      const [one, two] = [await aClient(people.member), await aClient(people.member)];
      const id = await anEntry(people.member, { project_id: await aProject(people.member, one) });
      const project_id = await aProject(people.member, two);

      const moved = await people.member.patch(`/time-entries/${id}`, { project_id }).expect(200);
      await people.member.patch(`/time-entries/${id}`, { client_id: one }).expect(400);
      const left = await people.member.patch(`/time-entries/${id}`, { project_id: null }).expect(200);
      const freed = await people.member.patch(`/time-entries/${id}`, { client_id: null }).expect(200);

      expect(moved.body).toMatchObject({ project_id, client_id: two });
      expect(left.body).toMatchObject({ project_id: null, client_id: two });
      expect(freed.body).toMatchObject({ project_id: null, client_id: null });
    });

    it('an archived project for as long as they stay in it', async () => {
      const project_id = await aProject(people.member, await aClient(people.member));
      const id = await anEntry(people.member, { project_id });
      await people.member.patch(`/projects/${project_id}`, { archived: true }).expect(200);

      const { body } = await people.member
        .patch(`/time-entries/${id}`, { project_id, description: 'Late words' })
        .expect(200);

      expect(body).toMatchObject({ project_id, description: 'Late words' });
    });
  });

  describe('change', () => {
    it.each([
      [{ started_at: '2026-03-02T09:30:00Z' }, ['09:30', '10:30', 60]],
      [{ ended_at: '2026-03-02T09:15:00Z' }, ['09:00', '09:15', 15]],
      [{ duration_minutes: 10 }, ['09:00', '09:10', 10]],
      [{ started_at: '2026-03-02T10:00:00Z', duration_minutes: 10 }, ['10:00', '10:10', 10]],
      [{ description: 'Words' }, ['09:00', '10:30', 90]],
      [{}, ['09:00', '10:30', 90]],
    ])('by %j', async (change, [start, end, minutes]) => {
      const id = await anEntry(people.member);

      const { body } = await people.member.patch(`/time-entries/${id}`, change).expect(200);

      expect(body).toMatchObject({
        started_at: `2026-03-02T${start}:00.000Z`,
        ended_at: `2026-03-02T${end}:00.000Z`,
        duration_minutes: minutes,
      });
    });

    it.each([
      { started_at: '2026-03-02T11:00:00Z' },
      { status: 'approved' },
      { user_id: UNKNOWN },
      { ended_at: null },
    ])('not by %j', async (change) => {
      const id = await anEntry(people.member);

      await people.member.patch(`/time-entries/${id}`, change).expect(400);
    });

    it('by an admin, who sees them all', async () => {
      const id = await anEntry(people.member);

      const { body } = await people.admin
        .patch(`/time-entries/${id}`, { description: 'Clearer' })
        .expect(200);

      expect(body).toMatchObject({ user_id: await idOf(people.member), description: 'Clearer' });
    });
  });

  describe('are listed', () => {
    it('latest first, from inclusive to exclusive, and by what they are', async () => {
      const lister = await service.signUp('Lou');
      const client_id = await aClient(lister);
      const project_id = await aProject(lister, client_id);
      const [early, late, billed] = [
        await anEntry(lister, { started_at: '2026-05-01T09:00:00Z' }),
        await anEntry(lister, { started_at: '2026-05-02T09:00:00Z', client_id }),
        await anEntry(lister, { started_at: '2026-05-03T09:00:00Z', project_id }),
      ];
      await bill(service, billed);
      const list = async (query: string): Promise<string[]> =>
        (await lister.get(`/time-entries?${query}`).expect(200)).body.time_entries.map(
          ({ id }: { id: string }) => id,
        );

      expect(await list('')).toEqual([billed, late, early]);
      expect(await list('from=2026-05-01T09:00:00Z&to=2026-05-02T09:00:00Z')).toEqual([early]);
      expect(await list('from=2026-05-02T09:00:00Z')).toEqual([billed, late]);
      expect(await list('status=pending')).toEqual([late, early]);
      expect(await list(`client_id=${client_id}`)).toEqual([billed, late]);
      expect(await list(`project_id=${project_id}`)).toEqual([billed]);
      expect(await list('source=calendar')).toEqual([]);
    });

    it('in stable pages when all start at the same instant', async () => {
      const lister = await service.signUp('Pat');
      const wanted = await Promise.all(Array.from({ length: 23 }, () => anEntry(lister)));

      const seen: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const cursor: string = next && `&cursor=${next}`;
        const { body } = await lister.get(`/time-entries?limit=5${cursor}`).expect(200);
        seen.push(...body.time_entries.map(({ id }: { id: string }) => id));
        next = body.next_cursor;
      }

      expect(seen).toHaveLength(23);
      expect([...seen].sort()).toEqual([...wanted].sort());
    });

    it.each(['limit=0', 'limit=501', 'limit=x', 'from=2026-05-01', 'status=done', 'client_id=7', 'q=x'])(
      'not by %s',
      (query) => people.member.get(`/time-entries?${query}`).expect(400),
    );

    it('as one’s own only, except by admins', async () => {
      const id = await anEntry(people.member);
      const memberId = await idOf(people.member);
      const ids = async (api: typeof people.member, query = ''): Promise<string[]> =>
        (await api.get(`/time-entries?limit=500${query}`).expect(200)).body.time_entries.map(
          (entry: { id: string }) => entry.id,
        );

      expect(await ids(people.stranger)).not.toContain(id);
      expect(await ids(people.admin)).toContain(id);
      expect(await ids(people.admin, `&user_id=${memberId}`)).toContain(id);
      expect(await ids(people.admin, `&user_id=${await idOf(people.stranger)}`)).not.toContain(id);
      expect(await ids(people.member, `&user_id=${memberId}`)).toContain(id);
      await people.stranger.get(`/time-entries?user_id=${memberId}`).expect(403);
    });
  });

  it('look missing to strangers', async () => {
    const id = await anEntry(people.member);
    const about = (answer: { body: object }) => ({ ...answer.body, instance: '', request_id: '' });

    for (const act of ['get', 'patch', 'delete'] as const) {
      const foreign = await people.stranger[act](`/time-entries/${id}`).expect(404);
      const missing = await people.stranger[act](`/time-entries/${UNKNOWN}`).expect(404);
      expect(about(foreign)).toEqual(about(missing));
    }
  });

  it('are for viewers to read, not to write', async () => {
    const id = await anEntry(people.member);
    const { viewer } = people;

    await viewer.get('/time-entries').expect(200);
    await viewer.get(`/time-entries/${id}`).expect(404);
    await viewer.post('/time-entries', { started_at: NINE, duration_minutes: 5 }).expect(403);
    await viewer.patch(`/time-entries/${id}`, { description: 'Mine' }).expect(403);
    await viewer.delete(`/time-entries/${id}`).expect(403);
    await viewer.post(`/time-entries/${id}/approve`).expect(403);
  });

  it('need a token and an id that is one', async () => {
    await service.anonymous.get('/time-entries').expect(401);
    await people.member.get('/time-entries/7').expect(400);
    await people.admin.post('/time-entries/7/approve').expect(400);
  });
});
