import type { MeetingChange } from '../../src/billing/time-entries/meeting-changes';
import { type Service, startService } from '../harness/service';
import { AT_SIX, AT_TEN, AT_TWELVE, DriftingEntries, EVENING } from './drifting-entries';
import { lockAwaited, Meetings } from './meetings';
import { anEntry, idOf, type People, signUpPeople } from './people';

const DECISIONS = ['accept', 'keep'] as const;

describe('An entry whose meeting changed', () => {
  let service: Service;
  let people: People;
  let meetings: Meetings;
  let entries: DriftingEntries;

  beforeAll(async () => {
    service = await startService();
    people = await signUpPeople(service);
    meetings = new Meetings(service);
    entries = new DriftingEntries(service, people.member);
  });
  afterAll(() => service.close());

  it.each(DECISIONS)(
    'is for its owner and admins to %s, and for no stranger and no viewer',
    async (decision) => {
      const id = await entries.edited();
      await meetings.sync(id);
      const before = await entries.show(id);

      await entries[decision](id, people.stranger).expect(404, /not_found/);
      await entries[decision](id, people.viewer).expect(403, /forbidden/);
      expect(await entries.show(id)).toEqual(before);

      const { body } = await entries[decision](id, people.admin).expect(200);
      expect(body).toMatchObject({
        user_id: await idOf(people.member),
        calendar_event: { source_changed: false },
      });
      const trail = await service.sql<{ actor_id: string }>(
        `SELECT actor_id FROM audit_log WHERE entity_id = $1 AND changes ? 'provenance_change' ORDER BY at`,
        [id],
      );
      expect(trail.map(({ actor_id }) => actor_id)).toEqual([null, await idOf(people.admin)]);
    },
  );

  it.each(DECISIONS)('has nothing to %s without a meeting that is known', async (decision) => {
    const manual = await anEntry(people.member);
    const { id: unlinked } = await meetings.convert(await idOf(people.member));
    await meetings.change(unlinked, { removed: true });

    for (const id of [manual, unlinked]) {
      const before = await entries.show(id);
      expect((await entries[decision](id).expect(409)).body.code).toBe('conflict');
      expect(await entries.show(id)).toEqual(before);
    }
  });

  it.each(DECISIONS)('says so when somebody decides to %s what they have not seen', async (decision) => {
    const id = await entries.edited();
    await meetings.sync(id);
    const { version } = await entries.show(id);
    await meetings.sync(id, { removed: true });
    const gone = await entries.show(id);

    const { body } = await entries[decision](id).send({ version }).expect(409);

    expect(body).toMatchObject({ code: 'conflict', version: gone.version });
    expect(await entries.show(id)).toEqual(gone);
    await entries[decision](id)
      .send({ versions: 1 })
      .expect(400, /versions/);
    await meetings.sync(id);
    const back = await entries.show(id);
    const decided = await entries[decision](id).send({ version: back.version }).expect(200);
    expect(decided.body.calendar_event.source_changed).toBe(false);
    const again = await entries[decision](id).send({ version: back.version }).expect(200);
    expect(again.body).toEqual(decided.body);
  });

  describe('while a sync holds the meeting', () => {
    /** A sync stores what became of the meeting; then a person accepts, and waits; then the sync tells the entry. */
    const acceptDuring = async (id: string, change: Partial<MeetingChange>): Promise<number> => {
      const { answer } = await meetings.inTransaction(async (manager) => {
        await meetings.storeWithin(manager, id, change);
        const answer = entries.accept(id).then(({ status }) => status);
        await lockAwaited(service);
        await meetings.changeWithin(manager, id, change);
        return { answer };
      });
      return answer;
    };

    it('is accepted as the sync leaves it', async () => {
      const id = await entries.edited();
      await meetings.sync(id);

      expect(await acceptDuring(id, EVENING)).toBe(200);

      expect(await entries.show(id)).toMatchObject({ ...AT_SIX, calendar_event: { source_changed: false } });
    });

    it('is kept against what was known, and marked for what was not', async () => {
      const id = await entries.edited();
      await meetings.sync(id);

      await meetings.inTransaction(async (manager) => {
        await meetings.storeWithin(manager, id, EVENING);
        await entries.keep(id).expect(200);
        await meetings.changeWithin(manager, id, EVENING);
      });

      expect(await entries.show(id)).toMatchObject({
        ...AT_TEN,
        calendar_event: {
          change: 'updated',
          difference: { started_at: { entry: AT_TWELVE.started_at, meeting: AT_SIX.started_at } },
        },
      });
    });

    it('goes with a meeting that the sync finds gone still, without a deadlock', async () => {
      const id = await entries.entryWhere();
      await meetings.sync(id, { removed: true });

      expect(await acceptDuring(id, { removed: true })).toBe(204);
    });

    it('stays when the sync brings the meeting back that the person gave up', async () => {
      const id = await entries.entryWhere();
      await meetings.sync(id, { removed: true });

      expect(await acceptDuring(id, EVENING)).toBe(200);

      expect(await entries.show(id)).toMatchObject({ ...AT_SIX, calendar_event: { source_changed: false } });
    });
  });
});
