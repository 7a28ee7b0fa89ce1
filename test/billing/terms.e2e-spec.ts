import type { Test } from 'supertest';
import { type Service, startService } from '../harness/service';
import { aClient, anEntry, aProject, idOf, type People, signUpPeople } from './people';

const RATE = { hourly_rate: 12_000, currency: 'EUR' };
const QUARTERS = { rounding: 'up', rounding_minutes: 15 };
const NONE = { hourly_rate: null, currency: null, rounding: null, rounding_minutes: null };

describe('Terms', () => {
  let service: Service;
  let people: People;

  beforeAll(async () => {
    service = await startService();
    people = await signUpPeople(service);
  });
  afterAll(() => service.close());

  /** A client or a project with these terms. */
  const create = async (kind: string, terms: object): Promise<Test> => {
    const client = kind === 'projects' ? { client_id: await aClient(people.member) } : {};
    return people.member.post(`/${kind}`, { name: 'Site', ...client, ...terms });
  };

  describe.each(['clients', 'projects'])('of %s', (kind) => {
    it('are nothing until they are agreed', async () => {
      const { body } = await create(kind, {});

      expect(body).toMatchObject(NONE);
    });

    it('are shown as they were agreed', async () => {
      const { body } = await create(kind, { ...RATE, ...QUARTERS });

      expect(body).toMatchObject({ ...RATE, ...QUARTERS });
      expect((await people.viewer.get(`/${kind}/${body.id}`).expect(200)).body).toEqual(body);
      const list = await people.viewer.get(`/${kind}?limit=500`).expect(200);
      expect(list.body[kind]).toContainEqual(body);
    });

    it.each(
      ['up', 'down', 'nearest'].flatMap((rounding) =>
        [1, 5, 6, 10, 15, 30].map((minutes): [string, number] => [rounding, minutes]),
      ),
    )('may round %s to %d', async (rounding, rounding_minutes) => {
      const { body } = await create(kind, { rounding, rounding_minutes });

      expect(body).toMatchObject({ rounding, rounding_minutes });
    });

    it.each([
      [{ hourly_rate: 100 }, '/currency'],
      [{ currency: 'EUR' }, '/hourly_rate'],
      [{ ...RATE, hourly_rate: 1.5 }, '/hourly_rate'],
      [{ ...RATE, hourly_rate: -1 }, '/hourly_rate'],
      [{ ...RATE, hourly_rate: 2 ** 31 }, '/hourly_rate'],
      [{ ...RATE, currency: 'eur' }, '/currency'],
      [{ ...RATE, currency: 'XYZ' }, '/currency'],
      [{ rounding: 'up' }, '/rounding_minutes'],
      [{ rounding: 'down', rounding_minutes: null }, '/rounding_minutes'],
      [{ rounding_minutes: 15 }, '/rounding'],
      [{ rounding: 'none', rounding_minutes: 15 }, '/rounding_minutes'],
      [{ ...QUARTERS, rounding: 'half' }, '/rounding'],
      [{ ...QUARTERS, rounding_minutes: 7 }, '/rounding_minutes'],
      [{ ...QUARTERS, rounding_minutes: 0 }, '/rounding_minutes'],
      [{ ...QUARTERS, rounding_minutes: '15' }, '/rounding_minutes'],
    ])('are not %j', async (terms, pointer) => {
      const answer = await create(kind, terms);

      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ code: 'validation_failed', errors: [{ pointer }] });
    });

    it('change part by part, and go when they are null', async () => {
      const { id } = (await create(kind, { ...RATE, ...QUARTERS })).body;
      const change = async (terms: object): Promise<object> =>
        (await people.member.patch(`/${kind}/${id}`, terms).expect(200)).body;

      expect(await change({ name: 'New' })).toMatchObject({ name: 'New', ...RATE, ...QUARTERS });
      expect(await change({ hourly_rate: 9_000 })).toMatchObject({
        ...RATE,
        ...QUARTERS,
        hourly_rate: 9_000,
      });
      expect(await change({ rounding: 'down' })).toMatchObject({ rounding: 'down', rounding_minutes: 15 });
      expect(await change({ rounding: 'none' })).toMatchObject({ rounding: 'none', rounding_minutes: null });
      expect(await change({ hourly_rate: null, currency: null, rounding: null })).toMatchObject(NONE);
    });

    it('are not left by halves, and a refused change changes nothing', async () => {
      const { body } = await create(kind, { ...RATE, ...QUARTERS });

      for (const [half, pointer] of [
        [{ name: 'New', hourly_rate: null }, '/hourly_rate'],
        [{ name: 'New', currency: null }, '/currency'],
        [{ name: 'New', rounding_minutes: null }, '/rounding_minutes'],
      ] as const) {
        const refused = await people.member.patch(`/${kind}/${body.id}`, half).expect(400);
        expect(refused.body).toMatchObject({ code: 'validation_failed', errors: [{ pointer }] });
      }

      expect((await people.member.get(`/${kind}/${body.id}`).expect(200)).body).toEqual(body);
    });

    it('remember who made, changed and removed them', async () => {
      const { id } = (await create(kind, RATE)).body;
      await people.admin.patch(`/${kind}/${id}`, { hourly_rate: 9_000 }).expect(200);
      await people.stranger.delete(`/${kind}/${id}`).expect(204);

      const trail = await service.sql(
        `SELECT actor_id, action, changes -> 'hourly_rate' AS rate FROM audit_log WHERE entity_id = $1 ORDER BY at`,
        [id],
      );

      expect(trail).toEqual([
        { actor_id: await idOf(people.member), action: 'created', rate: [null, 12_000] },
        { actor_id: await idOf(people.admin), action: 'changed', rate: [12_000, 9_000] },
        { actor_id: await idOf(people.stranger), action: 'deleted', rate: [9_000, null] },
      ]);
    });
  });

  describe('reach an entry when it is approved:', () => {
    const client = async (terms: object): Promise<string> =>
      (await people.admin.post('/clients', { name: 'Acme', ...terms }).expect(201)).body.id;
    const entry = (target: object, duration_minutes = 83): Promise<string> =>
      anEntry(people.member, { ...target, duration_minutes });
    const approve = async (id: string): Promise<object> =>
      (await people.admin.post(`/time-entries/${id}/approve`).expect(200)).body;

    it('those of its client, when it has no project', async () => {
      const id = await entry({ client_id: await client({ ...RATE, ...QUARTERS }) });

      expect(await approve(id)).toMatchObject({ duration_minutes: 83, billable_minutes: 90, ...RATE });
    });

    it.each([
      ['its own rate and its client’s rounding', { hourly_rate: 500, currency: 'JPY' }, 90, 500, 'JPY'],
      [
        'its client’s rate and its own rounding',
        { rounding: 'down', rounding_minutes: 30 },
        60,
        12_000,
        'EUR',
      ],
      ['its client’s rate and no rounding, if it says so', { rounding: 'none' }, 83, 12_000, 'EUR'],
      ['all its client’s', {}, 90, 12_000, 'EUR'],
      [
        'all its own',
        { hourly_rate: 0, currency: 'CHF', rounding: 'nearest', rounding_minutes: 10 },
        80,
        0,
        'CHF',
      ],
    ])('of a project, %s', async (_, own, billable_minutes, hourly_rate, currency) => {
      const project_id = await aProject(people.admin, await client({ ...RATE, ...QUARTERS }), own);
      const id = await entry({ project_id });

      expect(await approve(id)).toMatchObject({
        duration_minutes: 83,
        billable_minutes,
        hourly_rate,
        currency,
      });
    });

    it('no rate and the work as it was done, when nobody agreed on anything', async () => {
      const id = await entry({ client_id: await client({}) });

      expect(await approve(id)).toMatchObject({ billable_minutes: 83, hourly_rate: null, currency: null });
    });

    it('perhaps nothing that is billed at all', async () => {
      const id = await entry({ client_id: await client({ rounding: 'down', rounding_minutes: 30 }) }, 29);

      expect(await approve(id)).toMatchObject({ duration_minutes: 29, billable_minutes: 0 });
    });

    it('and stay with it, whatever becomes of client and project', async () => {
      const client_id = await client({ ...RATE, ...QUARTERS });
      const project_id = await aProject(people.admin, client_id, { hourly_rate: 9_000, currency: 'CHF' });
      const ids = [await entry({ client_id }), await entry({ project_id })];
      const approved = [await approve(ids[0]!), await approve(ids[1]!)];

      const other = { hourly_rate: 1, currency: 'USD', rounding: 'down', rounding_minutes: 30 };
      await people.admin.patch(`/clients/${client_id}`, other).expect(200);
      await people.admin.patch(`/projects/${project_id}`, other).expect(200);

      for (const [position, id] of ids.entries()) {
        expect((await people.member.get(`/time-entries/${id}`).expect(200)).body).toEqual(approved[position]);
        expect(await approve(id)).toEqual(approved[position]);
      }
    });

    it('and are those of then, when it is rejected and approved again', async () => {
      const client_id = await client({ ...RATE, ...QUARTERS });
      const id = await entry({ client_id });
      await approve(id);
      const rejected = await people.admin.post(`/time-entries/${id}/reject`, { reason: 'Hm' }).expect(200);
      await people.admin.patch(`/clients/${client_id}`, { hourly_rate: 9_000, rounding: 'down' }).expect(200);
      await people.member.patch(`/time-entries/${id}`, { description: 'Site' }).expect(200);

      expect(rejected.body).toMatchObject({ billable_minutes: null, hourly_rate: null, currency: null });
      expect(await approve(id)).toMatchObject({
        duration_minutes: 83,
        billable_minutes: 75,
        hourly_rate: 9_000,
        currency: 'EUR',
      });
    });
  });
});
