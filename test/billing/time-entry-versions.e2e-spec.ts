import { type Service, startService } from '../harness/service';
import { aClient, anEntry, type People, signUpPeople } from './people';

describe('The version of an entry', () => {
  let service: Service;
  let people: People;
  let id: string;

  beforeAll(async () => {
    service = await startService();
    people = await signUpPeople(service);
  });
  afterAll(() => service.close());
  beforeEach(async () => {
    id = await anEntry(people.member, { client_id: await aClient(people.admin) });
  });

  const change = (fields: object) => people.member.patch(`/time-entries/${id}`, fields);
  const row = async () =>
    (await service.sql(`SELECT version, description FROM time_entries WHERE id = $1`, [id]))[0];

  it('counts every change, and every answer has the present one', async () => {
    const seen: number[] = [];
    const note = async ({ body }: { body: { version: number } }): Promise<void> => {
      expect(await row()).toMatchObject({ version: body.version });
      seen.push(body.version);
    };

    await note(await people.member.get(`/time-entries/${id}`).expect(200));
    await note(await change({ description: 'One' }).expect(200));
    await note(await change({ description: 'One' }).expect(200));
    await note(await people.admin.post(`/time-entries/${id}/approve`).expect(200));
    await note(await people.admin.post(`/time-entries/${id}/approve`).expect(200));
    await note(await people.admin.post(`/time-entries/${id}/reject`, { reason: 'Hm' }).expect(200));
    await note(await people.admin.post(`/time-entries/${id}/reject`, { reason: 'Hm' }).expect(200));

    expect(seen).toEqual([1, 2, 2, 3, 3, 4, 4]);
  });

  it('lets a change through that was made for it', async () => {
    const { body } = await change({ description: 'One', version: 1 }).expect(200);

    expect(body).toMatchObject({ description: 'One', version: 2 });
    expect((await change({ version: 2 }).expect(200)).body).toEqual(body);
  });

  it('stops a change that was made for another, which changes nothing', async () => {
    await change({ description: 'One' }).expect(200);

    for (const version of [1, 3]) {
      const { body } = await change({ description: 'Two', duration_minutes: 5, version }).expect(409);
      expect(body).toMatchObject({
        code: 'conflict',
        detail: expect.stringContaining('changed'),
        version: 2,
      });
    }

    expect(await row()).toEqual({ version: 2, description: 'One' });
  });

  it('does not mind changes that name none', async () => {
    await change({ description: 'One' }).expect(200);
    await change({ description: 'Two' }).expect(200);

    expect(await row()).toEqual({ version: 3, description: 'Two' });
  });

  it('says nothing new of an entry that is locked', async () => {
    await people.admin.post(`/time-entries/${id}/approve`).expect(200);

    expect((await change({ description: 'Late', version: 1 }).expect(409)).body.code).toBe('entry_locked');
  });

  it.each([0, 1.5, '1', null, 2 ** 31])('is not %j', async (version) => {
    const { body } = await change({ description: 'One', version }).expect(400);

    expect(body.errors[0].pointer).toBe('/version');
  });

  it('makes one of two editors win, and tells the other', async () => {
    for (let round = 1; round <= 10; round += 1) {
      const [mine, theirs] = await Promise.all([
        change({ description: `Mine ${round}`, version: round }),
        people.admin.patch(`/time-entries/${id}`, { description: `Theirs ${round}`, version: round }),
      ]);

      const [winner, loser] = mine.status === 200 ? [mine, theirs] : [theirs, mine];
      expect([winner.status, loser.status, loser.body.code]).toEqual([200, 409, 'conflict']);
      expect(await row()).toEqual({ version: round + 1, description: winner.body.description });
    }
  });
});
