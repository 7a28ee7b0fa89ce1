import type { MeetingChange } from '../../src/billing/time-entries/meeting-changes';
import { type Service, startService } from '../harness/service';
import { bill } from './bill';
import { LATER, lockAwaited, Meetings, TEN } from './meetings';
import { anEntry, idOf, type People, signUpPeople } from './people';

const AT_TEN = { started_at: TEN.startsAt.toISOString(), ended_at: TEN.endsAt.toISOString() };
const AT_TWELVE = { started_at: LATER.startsAt.toISOString(), ended_at: LATER.endsAt.toISOString() };
const EVENING = { startsAt: new Date('2026-03-02T18:00:00Z'), endsAt: new Date('2026-03-02T18:45:00Z') };
const AT_SIX = { started_at: EVENING.startsAt.toISOString(), ended_at: EVENING.endsAt.toISOString() };

/** What is said of a meeting that moved from ten to twelve. */
const TO_TWELVE = {
  started_at: { entry: AT_TEN.started_at, meeting: AT_TWELVE.started_at },
  ended_at: { entry: AT_TEN.ended_at, meeting: AT_TWELVE.ended_at },
};

describe('An entry whose meeting changed', () => {
  let service: Service;
  let people: People;
  let meetings: Meetings;
  let userId: string;

  beforeAll(async () => {
    service = await startService();
    people = await signUpPeople(service);
    meetings = new Meetings(service);
    userId = await idOf(people.member);
  });
  afterAll(() => service.close());

  const show = async (id: string) => (await people.member.get(`/time-entries/${id}`).expect(200)).body;
  const accept = (id: string, by = people.member) => by.post(`/time-entries/${id}/meeting/accept`);
  const keep = (id: string, by = people.member) => by.post(`/time-entries/${id}/meeting/keep`);

  /** An entry of a known meeting, in a state of its own. */
  const entryWhere = async (assignments = 'description = description'): Promise<string> => {
    const { id } = await meetings.convert(userId);
    await meetings.link(userId, id);
    await service.sql(`UPDATE time_entries SET ${assignments} WHERE id = $1`, [id]);
    return id;
  };
  const edited = (description = 'Kick-off') =>
    entryWhere(`edited_at = now(), description = '${description}'`);
  const rejected = () => entryWhere(`status = 'rejected', rejection_reason = 'Why?'`);
  const approved = () => entryWhere(`status = 'approved'`);

  /** Puts an entry on a draft of an invoice, as far as the rows go. */
  const draft = async (id: string): Promise<void> => {
    await bill(service, id);
    await service.sql(
      `WITH freed AS (UPDATE time_entries SET status = 'approved' WHERE id = $1 RETURNING invoice_id)
       UPDATE invoices SET status = 'draft', number = NULL, finalized_at = NULL FROM freed WHERE invoices.id = invoice_id`,
      [id],
    );
  };

  describe('and is accepted', () => {
    it('takes over the time and the title, and follows the meeting again', async () => {
      const id = await edited();
      await meetings.sync(id, { summary: 'Kick-off, moved' });
      expect((await show(id)).calendar_event.difference).toEqual({
        ...TO_TWELVE,
        summary: { entry: 'Kick-off', meeting: 'Kick-off, moved' },
      });

      const { body } = await accept(id).expect(200);

      const taken = { ...AT_TWELVE, duration_minutes: 90, description: 'Kick-off, moved', status: 'pending' };
      expect(body).toMatchObject({ ...taken, calendar_event: { source_changed: false } });
      expect(body.calendar_event).not.toHaveProperty('difference');
      expect(await show(id)).toEqual(body);
      await meetings.sync(id, { ...EVENING, summary: null });
      expect(await show(id)).toMatchObject({
        ...AT_SIX,
        duration_minutes: 45,
        description: '',
        calendar_event: { source_changed: false },
      });
    });

    it('keeps words of its own, and is marked again at the next change', async () => {
      const id = await edited('Mine');
      await meetings.sync(id, { summary: 'Other' });

      const { body } = await accept(id).expect(200);
      await meetings.sync(id, { ...EVENING, summary: 'Other' });

      expect(body).toMatchObject({
        ...AT_TWELVE,
        description: 'Mine',
        calendar_event: { source_changed: false },
      });
      expect(await show(id)).toMatchObject({
        ...AT_TWELVE,
        description: 'Mine',
        calendar_event: {
          change: 'updated',
          difference: {
            started_at: { entry: AT_TWELVE.started_at, meeting: AT_SIX.started_at },
            ended_at: { entry: AT_TWELVE.ended_at, meeting: AT_SIX.ended_at },
          },
        },
      });
    });

    it('is up for approval again when it was rejected', async () => {
      const id = await rejected();
      await meetings.sync(id);

      const { body } = await accept(id).expect(200);

      expect(body).toMatchObject({ ...AT_TWELVE, status: 'pending' });
      expect(body).not.toHaveProperty('rejection_reason');
    });

    it('is at least one minute long, however short the meeting got', async () => {
      const id = await edited();
      await meetings.sync(id, { ...TEN, endsAt: new Date(TEN.startsAt.getTime() + 5_000) });

      expect((await accept(id).expect(200)).body.duration_minutes).toBe(1);
    });

    it('stays as it is when nothing changed at the meeting, also when a person changed the entry', async () => {
      const id = await edited('Mine');
      const rejectedId = await rejected();
      const [before, rejectedBefore] = [await show(id), await show(rejectedId)];

      expect((await accept(id).expect(200)).body).toEqual(before);
      expect((await accept(rejectedId).expect(200)).body).toEqual(rejectedBefore);
    });

    it('is the same when it is accepted twice', async () => {
      const id = await edited();
      await meetings.sync(id);

      const { body } = await accept(id).expect(200);

      expect((await accept(id).expect(200)).body).toEqual(body);
    });

    it.each([
      ['pending', () => entryWhere()],
      ['rejected', rejected],
    ])('goes with its meeting when it is %s', async (_, make) => {
      const id = await make();
      await meetings.sync(id, { removed: true });
      const [meeting] = await service.sql('SELECT id FROM synced_calendar_events WHERE time_entry_id = $1', [
        id,
      ]);

      const { body } = await accept(id).expect(204);

      expect(body).toEqual({});
      await people.member.get(`/time-entries/${id}`).expect(404);
      await accept(id).expect(404);
      expect(
        await service.sql('SELECT time_entry_id FROM synced_calendar_events WHERE id = $1', [meeting!.id]),
      ).toEqual([{ time_entry_id: null }]);
    });

    it.each([
      ['approved', approved, 'approved'],
      ['on a draft of an invoice', async () => after(await approved(), draft), 'draft'],
      ['billed', async () => after(await approved(), (id) => bill(service, id)), 'billed'],
    ])('is refused while it is %s', async (_, make, reason) => {
      const id = await make();
      await service.sql(`UPDATE time_entries SET provenance_change = 'updated' WHERE id = $1`, [id]);
      const before = await show(id);

      const { body } = await accept(id).expect(409);

      expect(body).toMatchObject({ code: 'entry_locked', detail: expect.stringContaining(reason) });
      expect(await show(id)).toEqual(before);
    });
  });

  describe('and is kept', () => {
    it.each([
      ['pending', edited],
      ['rejected', rejected],
      ['approved', approved],
    ])('stays as it is when it is %s, until the meeting changes again', async (status, make) => {
      const id = await make();
      await meetings.sync(id);
      const { version: _, ...before } = await show(id);

      const { body } = await keep(id).expect(200);

      const { id: meeting, calendar_id } = before.calendar_event;
      expect(body).toMatchObject({
        ...before,
        status,
        updated_at: expect.any(String),
        calendar_event: { id: meeting, calendar_id, source_changed: false },
      });
      expect(body.calendar_event).not.toHaveProperty('difference');

      await meetings.sync(id);
      expect((await show(id)).calendar_event).toEqual(body.calendar_event);

      await meetings.sync(id, EVENING);
      expect(await show(id)).toMatchObject({
        ...AT_TEN,
        calendar_event: {
          change: 'updated',
          difference: {
            started_at: { entry: AT_TWELVE.started_at, meeting: AT_SIX.started_at },
            ended_at: { entry: AT_TWELVE.ended_at, meeting: AT_SIX.ended_at },
          },
        },
      });
    });

    it('no longer follows a meeting that it would have followed again', async () => {
      const id = await rejected();
      await meetings.sync(id);
      await people.member.patch(`/time-entries/${id}`, { description: 'Kick-off' }).expect(200);

      await keep(id).expect(200);
      await meetings.sync(id, EVENING);

      expect(await show(id)).toMatchObject({ ...AT_TEN, calendar_event: { change: 'updated' } });
    });

    it('is not marked again for a meeting that is gone still', async () => {
      const id = await entryWhere();
      await meetings.sync(id, { removed: true });

      const { body } = await keep(id).expect(200);
      await meetings.sync(id, { removed: true });

      expect(body).toMatchObject({ ...AT_TEN, calendar_event: { source_changed: false } });
      expect(await show(id)).toEqual(body);
    });

    it('is marked when a meeting that was gone comes back elsewhere, and when it goes again', async () => {
      const [pending, done] = [await entryWhere(), await approved()];
      for (const id of [pending, done]) {
        await meetings.sync(id, { removed: true });
        await keep(id).expect(200);

        await meetings.sync(id, TEN);
        expect(await show(id)).toMatchObject({ ...AT_TEN, calendar_event: { source_changed: false } });

        await meetings.sync(id, { removed: true });
        expect((await show(id)).calendar_event.change).toBe('removed');
        await keep(id).expect(200);

        await meetings.sync(id);
        const { calendar_event, ...entry } = await show(id);
        expect(entry).toMatchObject(AT_TEN);
        expect(calendar_event).toMatchObject({ change: 'updated', difference: TO_TWELVE });
      }
    });

    it('is the same when it is kept twice, or is not marked at all', async () => {
      const [id, unmarked] = [await edited(), await entryWhere()];
      await meetings.sync(id);

      const { body } = await keep(id).expect(200);
      const before = await show(unmarked);

      expect((await keep(id).expect(200)).body).toEqual(body);
      expect((await keep(unmarked).expect(200)).body).toEqual(before);
      await meetings.sync(unmarked);
      expect(await show(unmarked)).toMatchObject(AT_TWELVE);
    });

    it.each([
      ['on a draft of an invoice', draft, 'draft'],
      ['billed', (id: string) => bill(service, id), 'billed'],
    ])('is refused while it is %s', async (_, put, reason) => {
      const id = await approved();
      await meetings.sync(id);
      await put(id);

      const { body } = await keep(id).expect(409);

      expect(body).toMatchObject({ code: 'entry_locked', detail: expect.stringContaining(reason) });
      expect((await show(id)).calendar_event.change).toBe('updated');
    });
  });

  describe('belongs to its owner', () => {
    it.each([
      ['accept', accept],
      ['keep', keep],
    ])('and admins may %s, too, but no stranger and no viewer', async (_, decide) => {
      const id = await edited();
      await meetings.sync(id);
      const before = await show(id);

      await decide(id, people.stranger).expect(404, /not_found/);
      await decide(id, people.viewer).expect(403, /forbidden/);
      expect(await show(id)).toEqual(before);

      const { body } = await decide(id, people.admin).expect(200);
      expect(body).toMatchObject({ user_id: userId, calendar_event: { source_changed: false } });
      const trail = await service.sql<{ actor_id: string }>(
        `SELECT actor_id FROM audit_log WHERE entity_id = $1 AND changes ? 'provenance_change' ORDER BY at`,
        [id],
      );
      expect(trail.map(({ actor_id }) => actor_id)).toEqual([null, await idOf(people.admin)]);
    });

    it.each([
      ['accept', accept],
      ['keep', keep],
    ])('has nothing to %s without a meeting that is known', async (_, decide) => {
      const manual = await anEntry(people.member);
      const { id: unlinked } = await meetings.convert(userId);
      await meetings.change(unlinked, { removed: true });

      for (const id of [manual, unlinked]) {
        const before = await show(id);
        expect((await decide(id).expect(409)).body.code).toBe('conflict');
        expect(await show(id)).toEqual(before);
      }
    });
  });

  describe('while a sync holds the meeting', () => {
    /** A sync stores what became of the meeting; then a person accepts, and waits; then the sync tells the entry. */
    const acceptDuring = async (id: string, change: Partial<MeetingChange>): Promise<number> => {
      const { answer } = await meetings.inTransaction(async (manager) => {
        await meetings.storeWithin(manager, id, change);
        const answer = accept(id).then(({ status }) => status);
        await lockAwaited(service);
        await meetings.changeWithin(manager, id, change);
        return { answer };
      });
      return answer;
    };

    it('is accepted as the sync leaves it', async () => {
      const id = await edited();
      await meetings.sync(id);

      expect(await acceptDuring(id, EVENING)).toBe(200);

      expect(await show(id)).toMatchObject({ ...AT_SIX, calendar_event: { source_changed: false } });
    });

    it('is kept against what was known, and marked for what was not', async () => {
      const id = await edited();
      await meetings.sync(id);

      await meetings.inTransaction(async (manager) => {
        await meetings.storeWithin(manager, id, EVENING);
        await keep(id).expect(200);
        await meetings.changeWithin(manager, id, EVENING);
      });

      expect(await show(id)).toMatchObject({
        ...AT_TEN,
        calendar_event: {
          change: 'updated',
          difference: { started_at: { entry: AT_TWELVE.started_at, meeting: AT_SIX.started_at } },
        },
      });
    });

    it('goes with a meeting that the sync finds gone still, without a deadlock', async () => {
      const id = await entryWhere();
      await meetings.sync(id, { removed: true });

      expect(await acceptDuring(id, { removed: true })).toBe(204);
    });

    it('stays when the sync brings the meeting back that the person gave up', async () => {
      const id = await entryWhere();
      await meetings.sync(id, { removed: true });

      expect(await acceptDuring(id, EVENING)).toBe(200);

      expect(await show(id)).toMatchObject({ ...AT_SIX, calendar_event: { source_changed: false } });
    });
  });
});

/** The entry, once something was done to it. */
async function after(id: string, done: (id: string) => Promise<void>): Promise<string> {
  await done(id);
  return id;
}
