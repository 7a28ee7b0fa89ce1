import type { Api } from '../harness/api';
import { type Service, startService } from '../harness/service';
import { bill } from './bill';
import { AT_SIX, AT_TEN, AT_TWELVE, DriftingEntries, EVENING, TO_TWELVE } from './drifting-entries';
import { Meetings, TEN } from './meetings';

describe('An entry that is kept in spite of what became of its meeting', () => {
  let service: Service;
  let owner: Api;
  let meetings: Meetings;
  let entries: DriftingEntries;

  beforeAll(async () => {
    service = await startService();
    owner = await service.signUp();
    meetings = new Meetings(service);
    entries = new DriftingEntries(service, owner);
  });
  afterAll(() => service.close());

  it.each([
    ['pending', () => entries.edited()],
    ['rejected', () => entries.rejected()],
    ['approved', () => entries.approved()],
  ])('stays as it is when it is %s, until the meeting changes again', async (status, make) => {
    const id = await make();
    await meetings.sync(id);
    const { version: _, ...before } = await entries.show(id);

    const { body } = await entries.keep(id).expect(200);

    const { id: meeting, calendar_id } = before.calendar_event;
    expect(body).toMatchObject({
      ...before,
      status,
      updated_at: expect.any(String),
      calendar_event: { id: meeting, calendar_id, source_changed: false },
    });
    expect(body.calendar_event).not.toHaveProperty('difference');

    await meetings.sync(id);
    expect((await entries.show(id)).calendar_event).toEqual(body.calendar_event);

    await meetings.sync(id, EVENING);
    expect(await entries.show(id)).toMatchObject({
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
    const id = await entries.rejected();
    await meetings.sync(id);
    await owner.patch(`/time-entries/${id}`, { description: 'Kick-off' }).expect(200);

    await entries.keep(id).expect(200);
    await meetings.sync(id, EVENING);

    expect(await entries.show(id)).toMatchObject({ ...AT_TEN, calendar_event: { change: 'updated' } });
  });

  it('is not marked again for a meeting that is gone still', async () => {
    const id = await entries.entryWhere();
    await meetings.sync(id, { removed: true });

    const { body } = await entries.keep(id).expect(200);
    await meetings.sync(id, { removed: true });

    expect(body).toMatchObject({ ...AT_TEN, calendar_event: { source_changed: false } });
    expect(await entries.show(id)).toEqual(body);
  });

  it('is marked when a meeting that was gone comes back elsewhere, and when it goes again', async () => {
    const [pending, done] = [await entries.entryWhere(), await entries.approved()];
    for (const id of [pending, done]) {
      await meetings.sync(id, { removed: true });
      await entries.keep(id).expect(200);

      await meetings.sync(id, TEN);
      expect(await entries.show(id)).toMatchObject({ ...AT_TEN, calendar_event: { source_changed: false } });

      await meetings.sync(id, { removed: true });
      expect((await entries.show(id)).calendar_event.change).toBe('removed');
      await entries.keep(id).expect(200);

      await meetings.sync(id);
      const { calendar_event, ...entry } = await entries.show(id);
      expect(entry).toMatchObject(AT_TEN);
      expect(calendar_event).toMatchObject({ change: 'updated', difference: TO_TWELVE });
    }
  });

  it('is the same when it is kept twice, or is not marked at all', async () => {
    const [id, unmarked] = [await entries.edited(), await entries.entryWhere()];
    await meetings.sync(id);

    const { body } = await entries.keep(id).expect(200);
    const before = await entries.show(unmarked);

    expect((await entries.keep(id).expect(200)).body).toEqual(body);
    expect((await entries.keep(unmarked).expect(200)).body).toEqual(before);
    await meetings.sync(unmarked);
    expect(await entries.show(unmarked)).toMatchObject(AT_TWELVE);
  });

  it.each([
    ['on a draft of an invoice', (id: string) => entries.draft(id), 'draft'],
    ['billed', (id: string) => bill(service, id), 'billed'],
  ])('is refused while it is %s', async (_, put, reason) => {
    const id = await entries.approved();
    await meetings.sync(id);
    await put(id);

    const { body } = await entries.keep(id).expect(409);

    expect(body).toMatchObject({ code: 'entry_locked', detail: expect.stringContaining(reason) });
    expect((await entries.show(id)).calendar_event.change).toBe('updated');
  });
});
