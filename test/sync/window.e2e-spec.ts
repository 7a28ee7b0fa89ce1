import {
  type GoogleService,
  type SelectedCalendar,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';
import { meeting, span } from '../harness/meetings';

const DAY = 24;
const HOURS = 60 * 60 * 1000;

describe('The window', () => {
  let service: GoogleService;
  let calendar: SelectedCalendar;

  beforeAll(async () => {
    service = await startGoogleService();
  });
  beforeEach(async () => {
    await service.google.reset();
    service.clock.moveTo(new Date());
    calendar = await selectCalendar(service, await service.signUp());
  });
  afterAll(() => service.close());

  it('reaches 7 days back and 30 forward, and takes in what overlaps an edge', async () => {
    await calendar.put(
      meeting(-7 * DAY - 2, { summary: 'Too old' }),
      meeting(-7 * DAY - 0.5, { summary: 'Across the old edge' }),
      meeting(30 * DAY - 0.5, { summary: 'Across the new edge' }),
      meeting(30 * DAY + 1, { summary: 'Too far' }),
    );

    await calendar.synced();

    expect(await calendar.summaries()).toEqual(['Across the old edge', 'Across the new edge']);
  });

  it('slides once a day: what was beyond the horizon appears', async () => {
    await calendar.put(meeting(30 * DAY + 20, { summary: 'Next month' }));
    expect(await calendar.synced()).toMatchObject({ mode: 'full', synced_count: 0 });

    service.clock.advance(DAY * HOURS);

    expect(await calendar.synced()).toMatchObject({ mode: 'full', synced_count: 1 });
    expect(await calendar.synced()).toMatchObject({ mode: 'incremental' });
  });

  it('keeps what aged out of it by time alone, listed, convertible and up to date', async () => {
    const [id] = await calendar.put(meeting(-7 * DAY + 2, { summary: 'Last week' }));
    await calendar.synced();

    service.clock.advance(3 * DAY * HOURS);
    expect(await calendar.synced()).toMatchObject({ mode: 'full', removed_count: 0 });
    await calendar.patch(id!, { summary: 'Last week, corrected' });
    expect(await calendar.synced()).toMatchObject({
      mode: 'incremental',
      updated_count: 1,
      removed_count: 0,
    });

    const [event] = await calendar.events();
    expect(event).toMatchObject({ summary: 'Last week, corrected' });
    await calendar.convert(event!.id);
  });

  it('drops an event that is moved out of it, and takes it in again', async () => {
    const [id] = await calendar.put(meeting(5));
    await calendar.synced();

    const later = Date.now() + 100 * DAY * HOURS;
    await calendar.patch(id!, span(later, later + HOURS));
    expect(await calendar.synced()).toMatchObject({ removed_count: 1, skipped: { outside_window: 1 } });
    expect(await calendar.events()).toEqual([]);

    await calendar.patch(id!, span(Date.now(), Date.now() + HOURS));
    expect(await calendar.synced()).toMatchObject({ synced_count: 1 });
  });

  it('follows its setting with the next sync, in both directions', async () => {
    await calendar.put(meeting(1, { summary: 'Soon' }), meeting(60 * DAY, { summary: 'In two months' }));
    await calendar.synced();

    await calendar.user.patch(`/integrations/calendars/${calendar.id}`, { days_forward: 90 }).expect(200);
    expect(await calendar.synced()).toMatchObject({ mode: 'full', synced_count: 1 });
    expect(await calendar.summaries()).toEqual(['Soon', 'In two months']);

    await calendar.user.patch(`/integrations/calendars/${calendar.id}`, { days_forward: 10 }).expect(200);
    expect(await calendar.synced()).toMatchObject({ mode: 'full', removed_count: 0 });
    expect(await calendar.synced()).toMatchObject({ mode: 'incremental' });
  });
});
