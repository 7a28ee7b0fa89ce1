import { LATER, Meetings } from '../meetings';
import { idOf } from '../people';
import { BilledWork } from './billed-work';

describe('A meeting that changes while its entry is billed', () => {
  let work: BilledWork;
  let meetings: Meetings;
  let userId: string;

  beforeAll(async () => {
    work = await BilledWork.start();
    meetings = new Meetings(work.service);
    userId = await idOf(work.people.member);
  });
  afterAll(() => work.service.close());

  /** A converted meeting of the second of March whose entry is on a finalized invoice. */
  const billedMeeting = async () => {
    const { client_id: clientId, project_id: projectId } = await work.aJob();
    const { id } = await meetings.convert(userId, { clientId, projectId });
    const meeting = await meetings.link(userId, id);
    await work.people.admin.post(`/time-entries/${id}/approve`).expect(200);
    const invoice = await work.finalize((await work.draft(clientId)).id);
    return { id, meeting, invoice };
  };
  const news = (id: string) =>
    work.service.sql(
      `SELECT facts ->> 'change' AS change FROM notifications WHERE type = 'entry_meeting_changed' AND facts ->> 'timeEntryId' = $1`,
      [id],
    );

  it.each([
    ['moved', 'UPDATE synced_calendar_events SET starts_at = $2, ends_at = $3 WHERE id = $1', 'updated'],
    ['gone', 'UPDATE synced_calendar_events SET removed_at = $2, updated_at = $3 WHERE id = $1', 'removed'],
  ])('marks it only once the invoice is voided: %s', async (_, sql, change) => {
    const { id, meeting, invoice } = await billedMeeting();
    await work.service.sql(sql, [meeting.id, LATER.startsAt, LATER.endsAt]);
    await meetings.change(id, { removed: change === 'removed' });
    const billed = await work.entry(id);

    await work.void(invoice.id);

    expect(billed).toMatchObject({ status: 'billed', calendar_event: { source_changed: false } });
    expect(await work.entry(id)).toMatchObject({
      status: 'approved',
      duration_minutes: 60,
      calendar_event: { source_changed: true, change },
    });
    expect(await news(id)).toEqual([{ change }]);
  });

  it('is nothing to its entry when it is the same as before', async () => {
    const { id, invoice } = await billedMeeting();

    await work.void(invoice.id);

    expect(await work.entry(id)).toMatchObject({
      status: 'approved',
      calendar_event: { source_changed: false },
    });
    expect(await news(id)).toEqual([]);
  });
});
