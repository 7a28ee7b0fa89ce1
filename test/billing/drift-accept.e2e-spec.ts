import { type Service, startService } from '../harness/service';
import { AT_SIX, AT_TWELVE, DriftingEntries, EVENING, TO_TWELVE } from './drifting-entries';
import { Meetings, TEN } from './meetings';

describe('An entry that takes over what became of its meeting', () => {
  let service: Service;
  let meetings: Meetings;
  let entries: DriftingEntries;

  beforeAll(async () => {
    service = await startService();
    meetings = new Meetings(service);
    entries = new DriftingEntries(service, await service.signUp());
  });
  afterAll(() => service.close());

  it('takes over the time and the title, and follows the meeting again', async () => {
    const id = await entries.edited();
    await meetings.sync(id, { summary: 'Kick-off, moved' });
    expect((await entries.show(id)).calendar_event.difference).toEqual({
      ...TO_TWELVE,
      summary: { entry: 'Kick-off', meeting: 'Kick-off, moved' },
    });

    const { body } = await entries.accept(id).expect(200);

    const taken = { ...AT_TWELVE, duration_minutes: 90, description: 'Kick-off, moved', status: 'pending' };
    expect(body).toMatchObject({ ...taken, calendar_event: { source_changed: false } });
    expect(body.calendar_event).not.toHaveProperty('difference');
    expect(await entries.show(id)).toEqual(body);
    await meetings.sync(id, { ...EVENING, summary: null });
    expect(await entries.show(id)).toMatchObject({
      ...AT_SIX,
      duration_minutes: 45,
      description: '',
      calendar_event: { source_changed: false },
    });
  });

  it('keeps words of its own, and is marked again at the next change', async () => {
    const id = await entries.edited('Mine');
    await meetings.sync(id, { summary: 'Other' });

    const { body } = await entries.accept(id).expect(200);
    await meetings.sync(id, { ...EVENING, summary: 'Other' });

    expect(body).toMatchObject({
      ...AT_TWELVE,
      description: 'Mine',
      calendar_event: { source_changed: false },
    });
    expect(await entries.show(id)).toMatchObject({
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
    const id = await entries.rejected();
    await meetings.sync(id);

    const { body } = await entries.accept(id).expect(200);

    expect(body).toMatchObject({ ...AT_TWELVE, status: 'pending' });
    expect(body).not.toHaveProperty('rejection_reason');
  });

  it('is at least one minute long, however short the meeting got', async () => {
    const id = await entries.edited();
    await meetings.sync(id, { ...TEN, endsAt: new Date(TEN.startsAt.getTime() + 5_000) });

    expect((await entries.accept(id).expect(200)).body.duration_minutes).toBe(1);
  });

  it('stays as it is when nothing changed at the meeting, also when a person changed the entry', async () => {
    const id = await entries.edited('Mine');
    const rejectedId = await entries.rejected();
    const [before, rejectedBefore] = [await entries.show(id), await entries.show(rejectedId)];

    expect((await entries.accept(id).expect(200)).body).toEqual(before);
    expect((await entries.accept(rejectedId).expect(200)).body).toEqual(rejectedBefore);
  });

  it('is the same when it is accepted twice', async () => {
    const id = await entries.edited();
    await meetings.sync(id);

    const { body } = await entries.accept(id).expect(200);

    expect((await entries.accept(id).expect(200)).body).toEqual(body);
  });

  it.each([
    ['pending', () => entries.entryWhere()],
    ['rejected', () => entries.rejected()],
  ])('goes with its meeting when it is %s', async (_, make) => {
    const id = await make();
    await meetings.sync(id, { removed: true });
    const [meeting] = await service.sql('SELECT id FROM synced_calendar_events WHERE time_entry_id = $1', [
      id,
    ]);

    const { body } = await entries.accept(id).expect(204);

    expect(body).toEqual({});

    await entries.accept(id).expect(404);
    expect(
      await service.sql('SELECT time_entry_id FROM synced_calendar_events WHERE id = $1', [meeting!.id]),
    ).toEqual([{ time_entry_id: null }]);
  });

  it.each([
    ['approved', () => entries.approved(), 'approved'],
    ['on a draft of an invoice', () => entries.drafted(), 'draft'],
    ['billed', () => entries.billed(), 'billed'],
  ])('is refused while it is %s', async (_, make, reason) => {
    const id = await make();
    await service.sql(`UPDATE time_entries SET provenance_change = 'updated' WHERE id = $1`, [id]);
    const before = await entries.show(id);

    const { body } = await entries.accept(id).expect(409);

    expect(body).toMatchObject({ code: 'entry_locked', detail: expect.stringContaining(reason) });
    expect(await entries.show(id)).toEqual(before);
  });
});
