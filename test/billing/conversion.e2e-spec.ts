import { DataSource } from 'typeorm';
import { TimeEntriesService } from '../../src/billing/time-entries/time-entries.service';
import { type Service, startService } from '../harness/service';
import { aConversion, lockAwaited, Meetings } from './meetings';
import { bill } from './bill';

describe('A meeting that is converted', () => {
  let service: Service;
  let meetings: Meetings;
  let user: string;

  beforeAll(async () => {
    service = await startService();
    meetings = new Meetings(service);
    user = await meetings.someUser();
  });
  afterAll(() => service.close());

  it('becomes a pending entry with its time, its summary and where it came from', async () => {
    const { id, created } = await meetings.convert(user);

    expect(created).toBe(true);
    const [entry] = await service.sql('SELECT * FROM time_entries WHERE id = $1', [id]);
    expect(entry).toMatchObject({
      source: 'calendar',
      status: 'pending',
      duration_minutes: 60,
      description: 'Kick-off',
      provenance_summary: 'Kick-off',
      provenance_starts_at: new Date('2026-03-02T10:00:00Z'),
      provenance_change: null,
    });
  });

  it('makes one entry, however often it is asked for at once', async () => {
    const wanted = aConversion(user);

    const answers = await Promise.all(Array.from({ length: 30 }, () => meetings.convert(user, wanted)));

    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
  });

  it('waits for a transaction that is still making the entry, and answers with its id', async () => {
    const wanted = aConversion(user);
    const runner = service.app.get(DataSource).createQueryRunner();
    await runner.startTransaction();
    const first = await meetings.conversion.create(runner.manager, wanted);

    const second = meetings.convert(user, wanted);
    await lockAwaited(service);
    await runner.commitTransaction();
    await runner.release();

    expect(await second).toEqual({ id: first.id, created: false });
  });

  it('makes the entry itself when the transaction that was first gives up', async () => {
    const wanted = aConversion(user);
    const runner = service.app.get(DataSource).createQueryRunner();
    await runner.startTransaction();
    await meetings.conversion.create(runner.manager, wanted);

    const second = meetings.convert(user, wanted);
    await lockAwaited(service);
    await runner.rollbackTransaction();
    await runner.release();

    expect(await second).toMatchObject({ created: true });
  });

  it('is somebody else’s meeting for somebody else', async () => {
    const wanted = aConversion(user);
    const other = await meetings.someUser();

    const [mine, theirs] = [
      await meetings.convert(user, wanted),
      await meetings.convert(other, { ...wanted, userId: other }),
    ];

    expect(theirs.created).toBe(true);
    expect(theirs.id).not.toBe(mine.id);
  });

  it('comes in bulk: 500 at once, in order, some converted before and one given twice', async () => {
    const wanted = Array.from({ length: 500 }, () => aConversion(user));
    const known = await meetings.convert(user, wanted[7]);
    wanted[499] = wanted[0]!;

    const made = await meetings.inTransaction((manager) => meetings.conversion.createMany(manager, wanted));

    expect(made[7]).toEqual({ id: known.id, created: false });
    expect(made[499]).toEqual({ id: made[0]!.id, created: false });
    expect(made.filter(({ created }) => created)).toHaveLength(498);
    const rows = await service.sql<{ id: string }>(
      'SELECT id FROM time_entries WHERE provenance_event_id = $1',
      [wanted[42]!.provenance.eventId],
    );
    expect(rows).toEqual([{ id: made[42]!.id }]);
  });

  it('lets two bulks of the same meetings in opposite order both succeed', async () => {
    const wanted = Array.from({ length: 200 }, () => aConversion(user));
    const bulk = (list: typeof wanted) =>
      meetings.inTransaction((manager) => meetings.conversion.createMany(manager, list));

    const [one, other] = await Promise.all([bulk(wanted), bulk([...wanted].reverse())]);

    expect(other.map(({ id }) => id).reverse()).toEqual(one.map(({ id }) => id));
  });

  it('keeps text that JSON cannot say', async () => {
    const { id } = await meetings.convert(user, {
      description: 'half a \ud83d emoji, "quoted" {braces}, \\N',
    });

    const [entry] = await service.sql('SELECT description FROM time_entries WHERE id = $1', [id]);
    expect(entry!.description).toBe('half a \ufffd emoji, "quoted" {braces}, \\N');
  });

  it('is refused for a project that does not exist', async () => {
    const unknown = '00000000-0000-4000-8000-000000000000';

    await expect(meetings.convert(user, { projectId: unknown })).rejects.toMatchObject({
      code: 'validation_failed',
      extensions: { errors: [{ pointer: '/project_id', detail: 'is not a project that exists' }] },
    });
  });

  describe('and withdrawn', () => {
    const withdraw = (id: string, by = user) =>
      meetings.inTransaction((manager) => service.app.get(TimeEntriesService).withdraw(manager, id, by));

    it('can be converted again', async () => {
      const wanted = aConversion(user);
      const { id } = await meetings.convert(user, wanted);
      const meeting = await meetings.link(user, id);

      await withdraw(id);

      const [row] = await service.sql('SELECT time_entry_id FROM synced_calendar_events WHERE id = $1', [
        meeting.id,
      ]);
      expect(row!.time_entry_id).toBeNull();
      expect(await meetings.convert(user, wanted)).toMatchObject({ created: true });
    });

    it('looks missing to somebody else', async () => {
      const { id } = await meetings.convert(user);

      await expect(withdraw(id, await meetings.someUser())).rejects.toMatchObject({ code: 'not_found' });
    });

    it.each(['approved', 'rejected', 'billed'])('is refused once the entry is %s', async (status) => {
      const { id } = await meetings.convert(user);
      if (status === 'billed') await bill(service, id);
      else await service.sql('UPDATE time_entries SET status = $2 WHERE id = $1', [id, status]);

      await expect(withdraw(id)).rejects.toMatchObject({ code: 'entry_locked' });
    });
  });
});
