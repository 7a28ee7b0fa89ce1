import type { Api } from '../harness/api';
import { type Service, startService } from '../harness/service';
import { DriftingEntries } from './drifting-entries';
import { aConversion, Meetings, TEN } from './meetings';
import { aClient, anEntry, aProject, idOf } from './people';

const MONTH_MS = 31 * 24 * 60 * 60_000;
const lasting = (ms: number) => ({ ...TEN, endsAt: new Date(TEN.startsAt.getTime() + ms) });

/** Rounded, this is 31 days; and a millisecond more is not. */
const LONGEST = lasting(MONTH_MS + 29_999);
const LONGER = lasting(MONTH_MS + 30_000);

describe('No time entry is longer than 31 days', () => {
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

  const meeting = (span: typeof TEN) => ({ meeting: { ...span, summary: 'Sabbatical' } });

  it('also when it comes from a meeting: a longer one is not converted, nor what is converted with it', async () => {
    const userId = await idOf(owner);
    const many = [aConversion(userId), aConversion(userId, meeting(LONGER))];

    const converted = meetings.inTransaction((manager) => meetings.conversion.createMany(manager, many));

    await expect(converted).rejects.toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('31 days'),
    });
    const { id } = await meetings.convert(userId, meeting(LONGEST));
    expect(await entries.show(id)).toMatchObject({ duration_minutes: 31 * 24 * 60 });
  });

  it('also when its meeting becomes longer: it is marked, and follows again when the meeting is shorter', async () => {
    const id = await entries.entryWhere();
    const before = await entries.show(id);

    await meetings.sync(id, LONGER);
    const marked = await entries.show(id);
    await meetings.sync(id, LONGEST);

    const { started_at, ended_at, duration_minutes } = before;
    expect(marked).toMatchObject({
      started_at,
      ended_at,
      duration_minutes,
      calendar_event: { change: 'updated' },
    });
    expect(await entries.show(id)).toMatchObject({
      ended_at: LONGEST.endsAt.toISOString(),
      duration_minutes: 31 * 24 * 60,
      calendar_event: { source_changed: false },
    });
  });

  it('nor does it take a longer meeting over, but it may be kept', async () => {
    const id = await entries.edited('Mine');
    await meetings.sync(id, LONGER);
    const before = await entries.show(id);

    const { body } = await entries.accept(id).expect(409);

    expect(body).toMatchObject({ code: 'conflict', detail: expect.stringContaining('31 days') });
    expect(await entries.show(id)).toEqual(before);
    expect((await entries.keep(id).expect(200)).body.calendar_event.source_changed).toBe(false);
  });

  it('whoever writes the row', async () => {
    const id = await anEntry(owner);
    const endsAfter = (interval: string) =>
      service.sql(`UPDATE time_entries SET ended_at = started_at + interval '${interval}' WHERE id = $1`, [
        id,
      ]);

    await endsAfter('44640 minutes 29.999 seconds');

    await expect(endsAfter('44640 minutes 30 seconds')).rejects.toMatchObject({ code: '23514' });
    await expect(
      service.sql(
        `INSERT INTO time_entries (user_id, source, started_at, ended_at, duration_minutes)
         SELECT user_id, 'manual', started_at, started_at + interval '60 days', 86400 FROM time_entries WHERE id = $1`,
        [id],
      ),
    ).rejects.toMatchObject({ code: '23514' });
  });

  it('but one from before that rule can still be approved, billed and freed', async () => {
    const client_id = await aClient(owner);
    const project_id = await aProject(owner, client_id, { hourly_rate: 6_000, currency: 'EUR' });
    const id = await anEntry(owner, { project_id });
    await service.sql('ALTER TABLE time_entries DISABLE TRIGGER longest_moved');
    await service.sql(
      `UPDATE time_entries SET ended_at = started_at + interval '60 days', duration_minutes = 86400 WHERE id = $1`,
      [id],
    );
    await service.sql('ALTER TABLE time_entries ENABLE TRIGGER longest_moved');

    await owner.patch(`/time-entries/${id}`, { description: 'Long' }).expect(200);
    await owner.post(`/time-entries/${id}/approve`).expect(200);
    const period = { client_id, from: '2026-01-01', to: '2026-12-31' };
    const { body } = await owner.post('/invoices', period).expect(201);
    await owner.post(`/invoices/${body.id}/finalize`).expect(200);
    await owner.post(`/invoices/${body.id}/void`).expect(200);

    expect(await entries.show(id)).toMatchObject({ status: 'approved', duration_minutes: 86_400 });
  });
});
