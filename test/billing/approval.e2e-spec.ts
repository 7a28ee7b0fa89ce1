import { type Service, startService } from '../harness/service';
import { aClient, anEntry, aProject, type People, signUpPeople } from './people';
import { bill } from './bill';

describe('An entry is judged', () => {
  let service: Service;
  let people: People;
  let client_id: string;

  beforeAll(async () => {
    service = await startService();
    people = await signUpPeople(service);
    client_id = await aClient(people.admin);
  });
  afterAll(() => service.close());

  const approve = (id: string) => people.admin.post(`/time-entries/${id}/approve`);
  const reject = (id: string, reason = 'Which project?') =>
    people.admin.post(`/time-entries/${id}/reject`, { reason });

  it('by admins alone', async () => {
    const id = await anEntry(people.member, { client_id });

    await people.member.post(`/time-entries/${id}/approve`).expect(403);
    await people.member.post(`/time-entries/${id}/reject`, { reason: 'Mine' }).expect(403);
  });

  it('and approved once it has a client', async () => {
    const id = await anEntry(people.member);

    const { body } = await approve(id).expect(409);
    expect(body).toMatchObject({ code: 'conflict', detail: expect.stringContaining('client') });
    await people.member.patch(`/time-entries/${id}`, { client_id }).expect(200);

    expect((await approve(id).expect(200)).body).toMatchObject({ id, status: 'approved' });
  });

  it('and approved again without a second effect', async () => {
    const id = await anEntry(people.member, { client_id });
    const first = await approve(id).expect(200);

    expect((await approve(id).expect(200)).body).toEqual(first.body);
  });

  it('and approved at the rate of that moment', async () => {
    const rate = { hourly_rate: 9_000, currency: 'CHF' };
    const project_id = await aProject(people.admin, client_id, rate);
    const id = await anEntry(people.member, { project_id });
    await approve(id).expect(200);

    await people.admin.patch(`/projects/${project_id}`, { hourly_rate: 12_000 }).expect(200);

    expect(await service.sql('SELECT hourly_rate, currency FROM time_entries WHERE id = $1', [id])).toEqual([
      rate,
    ]);
  });

  it.each(['approved', 'billed'])(
    'and %s: then its owner no longer changes or deletes it',
    async (status) => {
      const id = await anEntry(people.member, { client_id });
      await approve(id).expect(200);
      if (status === 'billed') await bill(service, id);

      for (const request of [
        people.member.patch(`/time-entries/${id}`, { description: 'Other' }),
        people.member.delete(`/time-entries/${id}`),
        people.admin.delete(`/time-entries/${id}`),
      ]) {
        const { body } = await request.expect(409);
        expect(body.code).toBe('entry_locked');
        expect(body.detail).toMatch(status === 'billed' ? /invoice/ : /approved/);
      }
    },
  );

  it('and rejected with a reason, changed, and judged anew', async () => {
    const id = await anEntry(people.member, { client_id });

    const rejected = await reject(id).expect(200);
    await approve(id).expect(409);
    const again = await people.member.patch(`/time-entries/${id}`, { description: 'Website' }).expect(200);

    expect(rejected.body).toMatchObject({ status: 'rejected', rejection_reason: 'Which project?' });
    expect(again.body).toMatchObject({ status: 'pending', description: 'Website' });
    expect(again.body).not.toHaveProperty('rejection_reason');
    await approve(id).expect(200);
  });

  it('and rejected: then its owner may send it again as it was, or delete it', async () => {
    const [kept, dropped] = [await anEntry(people.member), await anEntry(people.member)];
    for (const id of [kept, dropped]) await reject(id).expect(200);

    const untouched = await people.member.patch(`/time-entries/${kept}`, {}).expect(200);
    const sent = await people.member.patch(`/time-entries/${kept}`, { description: '' }).expect(200);
    await people.member.delete(`/time-entries/${dropped}`).expect(204);

    expect([untouched.body.status, sent.body.status]).toEqual(['rejected', 'pending']);
  });

  it('and rejected after all, until it is billed', async () => {
    const id = await anEntry(people.member, { client_id });
    await approve(id).expect(200);

    expect((await reject(id).expect(200)).body.status).toBe('rejected');
    await bill(service, id);
    expect((await reject(id).expect(409)).body.code).toBe('entry_locked');
    expect((await approve(id).expect(409)).body.code).toBe('entry_locked');
  });

  it.each([{}, { reason: '' }, { reason: 7 }, { reason: 'x'.repeat(1001) }])(
    'and not rejected for %j',
    async (body) => {
      const id = await anEntry(people.member);

      await people.admin.post(`/time-entries/${id}/reject`, body).expect(400);
    },
  );

  it('as it was or as it became, when it is edited at that moment', async () => {
    for (let round = 0; round < 15; round += 1) {
      const id = await anEntry(people.member, { client_id });

      const [edit, approval] = await Promise.all([
        people.member.patch(`/time-entries/${id}`, { duration_minutes: 600 }),
        approve(id),
      ]);

      expect(approval.status).toBe(200);
      const { body } = await people.member.get(`/time-entries/${id}`).expect(200);
      const edited = edit.status === 200;
      expect(edited ? 'edited' : edit.body.code).toBe(edited ? 'edited' : 'entry_locked');
      expect(body).toMatchObject({ status: 'approved', duration_minutes: edited ? 600 : 90 });
      expect(approval.body.duration_minutes).toBe(body.duration_minutes);
    }
  });
});
