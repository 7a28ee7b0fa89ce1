import { type GoogleService, selectCalendar, startGoogleService } from '../harness/google-service';
import { meeting } from '../harness/meetings';

describe('The main job', () => {
  let service: GoogleService;

  beforeAll(async () => {
    service = await startGoogleService();
  });
  afterAll(() => service.close());

  it('connects a Google calendar, syncs it and turns its events into pending time entries', async () => {
    const robin = await service.signUp('Robin');
    const calendar = await selectCalendar(service, robin);
    const events = Array.from({ length: 600 }, (_, hour) => meeting(hour, { summary: `Meeting ${hour}` }));
    await service.google.putEvents({ calendarId: calendar.email, events });
    await service.google.settings({ maxPageSize: 250 });

    const sync = await calendar.sync().expect(200);
    expect(sync.body).toMatchObject({
      status: 'success',
      mode: 'full',
      synced_count: 600,
      pages: 3,
      skipped_count: 0,
    });

    const list = await robin
      .get(`/integrations/calendars/${calendar.id}/events?state=unconverted&limit=500`)
      .expect(200);
    expect(list.body.events).toHaveLength(500);
    const [first] = list.body.events;
    const converted = await robin
      .post('/integrations/calendars/events/convert', { synced_event_id: first.id })
      .expect(201);

    const { body: entry } = await robin.get(`/time-entries/${converted.body.time_entry_id}`).expect(200);
    expect(entry).toMatchObject({
      source: 'calendar',
      status: 'pending',
      started_at: first.start,
      ended_at: first.end,
      duration_minutes: 60,
      description: first.summary,
      calendar_event: { id: first.id, calendar_id: calendar.id, source_changed: false },
    });

    const unchanged = await calendar.sync().expect(200);
    expect(unchanged.body).toMatchObject({
      mode: 'incremental',
      synced_count: 0,
      unchanged_count: 0,
      pages: 1,
    });
  });
});
