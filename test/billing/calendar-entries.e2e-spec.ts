import { type Service, startService } from '../harness/service';
import { LATER, lockAwaited, Meetings, TEN } from './meetings';
import { aClient, idOf, type People, signUpPeople } from './people';

describe('An entry that came from a meeting', () => {
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

  it('shows its meeting while that is known', async () => {
    const { id } = await meetings.convert(userId);
    expect(await show(id)).not.toHaveProperty('calendar_event');

    const meeting = await meetings.link(userId, id);

    expect(await show(id)).toMatchObject({ source: 'calendar', status: 'pending', description: 'Kick-off' });
    expect((await show(id)).calendar_event).toEqual({
      id: meeting.id,
      calendar_id: meeting.calendarId,
      source_changed: false,
    });
    const { body } = await people.member.get('/time-entries?source=calendar').expect(200);
    expect(body.time_entries).toContainEqual(await show(id));
  });

  it('says what changed at the meeting after it was edited', async () => {
    const { id } = await meetings.convert(userId);
    const meeting = await meetings.link(userId, id);
    await people.member.patch(`/time-entries/${id}`, { duration_minutes: 45 }).expect(200);

    await meetings.change(id);
    await service.sql('UPDATE synced_calendar_events SET starts_at = $2, ends_at = $3 WHERE id = $1', [
      meeting.id,
      LATER.startsAt,
      LATER.endsAt,
    ]);

    expect((await show(id)).duration_minutes).toBe(45);
    expect((await show(id)).calendar_event).toMatchObject({
      source_changed: true,
      change: 'updated',
      difference: {
        started_at: { entry: TEN.startsAt.toISOString(), meeting: LATER.startsAt.toISOString() },
        ended_at: { entry: TEN.endsAt.toISOString(), meeting: LATER.endsAt.toISOString() },
      },
    });
    expect((await show(id)).calendar_event.difference).not.toHaveProperty('summary');
  });

  it('is not marked any more once a person made it agree with its meeting, whichever of the two came first', async () => {
    const { id } = await meetings.convert(userId);
    await meetings.link(userId, id);
    const edit = (fields: object) => people.member.patch(`/time-entries/${id}`, fields).expect(200);
    const later = { started_at: LATER.startsAt, ended_at: LATER.endsAt };
    await edit({ description: 'Mine' });
    await meetings.sync(id);
    const marked = await show(id);

    const { body: halfway } = await edit(later);
    const { body } = await edit({ description: 'Kick-off' });

    expect([marked, halfway].map(({ calendar_event }) => calendar_event.change)).toEqual([
      'updated',
      'updated',
    ]);
    expect(body.calendar_event.source_changed).toBe(false);
    expect(body.version).toBe(halfway.version + 1);
    await meetings.sync(id);
    expect(await show(id)).toEqual(body);
  });

  it('says that its meeting is gone', async () => {
    const { id } = await meetings.convert(userId);
    await meetings.link(userId, id);

    await meetings.change(id, { removed: true });

    const { calendar_event } = await show(id);
    expect(calendar_event).toMatchObject({ source_changed: true, change: 'removed' });
    expect(calendar_event).not.toHaveProperty('difference');
  });

  it('still follows the meeting after its client or nothing was changed', async () => {
    const { id } = await meetings.convert(userId);
    const client_id = await aClient(people.member);
    await people.member.patch(`/time-entries/${id}`, { client_id }).expect(200);
    await people.member
      .patch(`/time-entries/${id}`, { description: 'Kick-off', duration_minutes: 60 })
      .expect(200);

    await meetings.change(id);

    expect(await show(id)).toMatchObject({ client_id, duration_minutes: 90 });
  });

  it('no longer follows it after its words were changed', async () => {
    const { id } = await meetings.convert(userId);
    await people.member.patch(`/time-entries/${id}`, { description: 'Mine' }).expect(200);

    await meetings.change(id);

    expect(await show(id)).toMatchObject({ description: 'Mine', duration_minutes: 60 });
  });

  it('leaves its meeting unconverted when it is deleted', async () => {
    const { id } = await meetings.convert(userId);
    const meeting = await meetings.link(userId, id);

    await people.member.delete(`/time-entries/${id}`).expect(204);

    expect(
      await service.sql('SELECT time_entry_id FROM synced_calendar_events WHERE id = $1', [meeting.id]),
    ).toEqual([{ time_entry_id: null }]);
  });

  it('is deleted without a deadlock while a sync holds its meeting', async () => {
    const { id } = await meetings.convert(userId);
    const meeting = await meetings.link(userId, id);

    // A sync writes meetings first and tells their entries then. The deletion ends when that transaction has.
    const { deletion } = await meetings.inTransaction(async (manager) => {
      await manager.query('UPDATE synced_calendar_events SET generation = 2 WHERE id = $1', [meeting.id]);
      const deletion = people.member.delete(`/time-entries/${id}`).then(({ status }) => status);
      await lockAwaited(service);
      await meetings.changeWithin(manager, id, { summary: 'Moved on' });
      return { deletion };
    });

    expect(await deletion).toBe(204);
  });
});
