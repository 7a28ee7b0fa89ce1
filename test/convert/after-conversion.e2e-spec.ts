import {
  type GoogleService,
  type SelectedCalendar,
  connect,
  selectCalendar,
  startGoogleService,
  type StoredEvent,
} from '../harness/google-service';
import { meeting, span } from '../harness/meetings';
import { bill } from '../billing/bill';

const HOUR = 60 * 60 * 1000;

type Entry = Record<string, unknown> & { started_at: string; ended_at: string; duration_minutes: number };

describe('A meeting that changes after it was converted', () => {
  let service: GoogleService;
  let calendar: SelectedCalendar;
  let googleId: string;
  let event: StoredEvent;
  let entryId: string;

  const entry = async (): Promise<Entry> =>
    (await calendar.user.get(`/time-entries/${entryId}`).expect(200)).body;
  const setStatus = (status: string): Promise<unknown> =>
    service.sql('UPDATE time_entries SET status = $2 WHERE id = $1', [entryId, status]);
  /** Two hours from now, and for half an hour only. */
  const moved = (): ReturnType<typeof span> => {
    const start = Date.parse(event.start) + 2 * HOUR;
    return span(start, start + HOUR / 2);
  };

  beforeAll(async () => {
    service = await startGoogleService();
  });
  beforeEach(async () => {
    await service.google.reset();
    calendar = await selectCalendar(service, await service.signUp());
    [googleId] = (await calendar.put(meeting(1, { summary: 'Kick-off' }))) as [string];
    await calendar.synced();
    [event] = (await calendar.events()) as [StoredEvent];
    entryId = await calendar.convert(event.id);
  });
  afterAll(() => service.close());

  it('moves a pending entry along', async () => {
    await calendar.patch(googleId, { ...moved(), summary: 'Kick-off, short' });
    await calendar.synced();

    expect(await entry()).toMatchObject({
      started_at: moved().start!.dateTime,
      duration_minutes: 30,
      description: 'Kick-off, short',
      status: 'pending',
      calendar_event: { id: event.id, source_changed: false },
    });
    expect(await calendar.events()).toMatchObject([{ source_changed: false, time_entry_id: entryId }]);
  });

  it('keeps the description that a person gave', async () => {
    await calendar.user.delete(`/integrations/calendars/events/${event.id}/convert`).expect(204);
    const body = { synced_event_id: event.id, description: 'My words' };
    entryId = (await calendar.user.post('/integrations/calendars/events/convert', body).expect(201)).body
      .time_entry_id;

    await calendar.patch(googleId, { ...moved(), summary: 'Other words' });
    await calendar.synced();

    expect(await entry()).toMatchObject({ description: 'My words', duration_minutes: 30 });
  });

  it.each(['edited', 'approved', 'rejected'])(
    'flags an entry that is %s, says the difference and alters nothing else',
    async (state) => {
      if (state === 'edited')
        await calendar.user.patch(`/time-entries/${entryId}`, { description: 'Edited' }).expect(200);
      else await setStatus(state);
      const before = await entry();

      await calendar.patch(googleId, moved());
      await calendar.synced();

      const after = await entry();
      expect(after).toMatchObject({
        started_at: before.started_at,
        duration_minutes: 60,
        description: before.description,
        calendar_event: {
          source_changed: true,
          change: 'updated',
          difference: { started_at: { entry: before.started_at, meeting: moved().start!.dateTime } },
        },
      });
      expect(await calendar.events()).toMatchObject([
        { source_changed: true, start: moved().start!.dateTime },
      ]);

      await calendar.patch(googleId, span(Date.parse(event.start), Date.parse(event.end)));
      await calendar.synced();
      expect(await entry()).toMatchObject({ calendar_event: { source_changed: false } });
    },
  );

  it.each([
    ['cancelled', (id: string) => calendar.cancel(id)],
    [
      'declined',
      (id: string) =>
        calendar.patch(id, {
          attendees: [{ email: 'me@example.com', self: true, responseStatus: 'declined' }],
        }),
    ],
    ['made free time', (id: string) => calendar.patch(id, { transparency: 'transparent' })],
    [
      'moved out of the window',
      (id: string) => calendar.patch(id, span(Date.now() + 2000 * HOUR, Date.now() + 2001 * HOUR)),
    ],
  ])('flags a pending entry whose meeting is %s, and never alters or deletes it', async (_, vanish) => {
    const before = await entry();

    await vanish(googleId);
    expect(await calendar.synced()).toMatchObject({ removed_count: 1 });

    expect(await entry()).toMatchObject({
      started_at: before.started_at,
      duration_minutes: before.duration_minutes,
      description: before.description,
      status: 'pending',
      calendar_event: { id: event.id, source_changed: true, change: 'removed' },
    });
    expect(await calendar.events('&state=converted')).toMatchObject([{ id: event.id, source_changed: true }]);
    expect(await calendar.events('&state=unconverted')).toEqual([]);
    const { body } = await calendar.user.get(`/integrations/calendars/${calendar.id}`).expect(200);
    expect(body.event_count).toBe(0);
  });

  it('forgets a cancelled meeting once its entry is withdrawn', async () => {
    await calendar.cancel(googleId);
    await calendar.synced();

    await calendar.user.delete(`/integrations/calendars/events/${event.id}/convert`).expect(204);

    expect(await calendar.events()).toEqual([]);
    expect(await service.sql('SELECT FROM synced_calendar_events WHERE id = $1', [event.id])).toEqual([]);
  });

  it('does not count a cancelled meeting that is kept for its entry as one that was never stored', async () => {
    await calendar.cancel(googleId);
    await calendar.synced();
    await calendar.patch(googleId, { summary: 'Told again' });
    await calendar.cancel(googleId);

    expect(await calendar.synced()).toMatchObject({ removed_count: 0, skipped_count: 0 });
  });

  it('never touches a billed entry', async () => {
    await bill(service, entryId);
    const before = await entry();

    await calendar.patch(googleId, moved());
    await calendar.synced();
    expect(await entry()).toMatchObject({ ...before, calendar_event: { source_changed: false } });

    await calendar.cancel(googleId);
    await calendar.synced();
    expect(await entry()).toMatchObject({ ...before, calendar_event: { source_changed: false } });
  });

  it('shows as converted when its calendar is removed, selected again and synced; nothing can be billed twice', async () => {
    await calendar.user.delete(`/integrations/calendars/${calendar.id}`).expect(200);
    expect(await entry()).not.toHaveProperty('calendar_event');

    const selection = { calendar_id: calendar.email, oauth_account_id: calendar.accountId };
    const { body } = await calendar.user.post('/integrations/google/select-calendar', selection).expect(201);
    await calendar.user.post(`/integrations/google/${body.calendar_id}/sync`).expect(200);

    const { body: list } = await calendar.user
      .get(`/integrations/calendars/${body.calendar_id}/events`)
      .expect(200);
    expect(list.events).toMatchObject([{ is_synced: true, time_entry_id: entryId }]);
    const again = { synced_event_id: list.events[0].id };
    await calendar.user
      .post('/integrations/calendars/events/convert', again)
      .expect(409, /already_converted/);
  });

  it('shows as converted, and moved, when its account is disconnected, connected again and synced', async () => {
    await calendar.user.delete(`/integrations/accounts/${calendar.accountId}`).expect(204);
    expect(await entry()).toMatchObject({ description: 'Kick-off' });
    await calendar.patch(googleId, moved());

    const oauth_account_id = await connect(service, calendar.user, calendar.email);
    const selection = { calendar_id: calendar.email, oauth_account_id };
    const { body } = await calendar.user.post('/integrations/google/select-calendar', selection).expect(201);
    await calendar.user.post(`/integrations/google/${body.calendar_id}/sync`).expect(200);

    expect(await entry()).toMatchObject({ duration_minutes: 30, calendar_event: { source_changed: false } });
  });
});
