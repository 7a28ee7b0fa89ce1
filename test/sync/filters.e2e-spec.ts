import type { EventInput } from '../../sandbox/google/google.event';
import {
  type GoogleService,
  type SelectedCalendar,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';
import { meeting, span } from '../harness/meetings';

const invited = (answer: 'declined' | 'accepted' | 'tentative' | 'needsAction'): EventInput => ({
  attendees: [
    { email: 'me@example.com', self: true, responseStatus: answer },
    { email: 'you@example.com', responseStatus: 'accepted' },
  ],
});

const now = Date.now();
const day = (offset: number): string => new Date(now + offset * 86_400_000).toISOString().slice(0, 10);
/** All day, from the day `first` after today to before the day `end`. */
const days = (first: number, end: number): EventInput => ({
  start: { date: day(first) },
  end: { date: day(end) },
});

describe('Filters', () => {
  let service: GoogleService;
  let calendar: SelectedCalendar;

  beforeAll(async () => {
    service = await startGoogleService();
  });
  beforeEach(async () => {
    await service.google.reset();
    calendar = await selectCalendar(service, await service.signUp());
  });
  afterAll(() => service.close());

  it.each<[string, EventInput, string]>([
    ['all-day events', days(1, 2), 'all_day'],
    ['all-day events of several days', days(1, 5), 'all_day'],
    ['declined invitations', invited('declined'), 'declined'],
    ['free time', { transparency: 'transparent' }, 'free'],
    ['out of office', { eventType: 'outOfOffice' }, 'out_of_office'],
    ['focus time', { eventType: 'focusTime' }, 'focus_time'],
    ['working location', { eventType: 'workingLocation', transparency: 'transparent' }, 'working_location'],
    ['events of no duration', span(now, now), 'invalid'],
  ])('refuse %s and count them', async (_, fields, reason) => {
    await calendar.put(meeting(1, fields));

    expect(await calendar.synced()).toMatchObject({
      synced_count: 0,
      skipped_count: 1,
      skipped: { [reason]: 1 },
    });
    expect(await calendar.events()).toEqual([]);
  });

  it.each<[string, EventInput]>([
    ['accepted invitations', invited('accepted')],
    ['tentative answers', invited('tentative')],
    ['invitations without an answer', invited('needsAction')],
    ['events that are tentative themselves', { status: 'tentative' }],
    ['events around the whole window', span(now - 60 * 86_400_000, now + 60 * 86_400_000)],
    ['event types that did not exist when this was written', { eventType: 'teleportation' }],
  ])('let %s through', async (_, fields) => {
    await calendar.put(meeting(1, fields));

    expect(await calendar.synced()).toMatchObject({ synced_count: 1, skipped_count: 0 });
  });

  it('count a cancelled event that was never stored, and one that was as removed', async () => {
    const [never] = await calendar.put(meeting(1, { transparency: 'transparent' }));
    const [stored] = await calendar.put(meeting(2));
    await calendar.synced();

    await calendar.cancel(never!);
    await calendar.cancel(stored!);

    expect(await calendar.synced()).toMatchObject({
      removed_count: 1,
      skipped_count: 1,
      skipped: { cancelled: 1 },
    });
  });

  it('keep the time of a private event and hide its words', async () => {
    await calendar.put(
      meeting(1, { summary: 'Doctor', description: 'Knee', location: 'Clinic', visibility: 'private' }),
    );

    await calendar.synced();

    expect(await calendar.events()).toMatchObject([
      { summary: null, description: null, duration_minutes: 60 },
    ]);
    const [row] = await service.sql('SELECT * FROM synced_calendar_events WHERE calendar_id = $1', [
      calendar.id,
    ]);
    expect(JSON.stringify(row)).not.toMatch(/Doctor|Knee|Clinic/);
  });

  it.each<[string, EventInput]>([
    ['declined', invited('declined')],
    ['free', { transparency: 'transparent' }],
    ['all-day', days(1, 2)],
  ])('take a stored event away once it is %s, and bring it back when it is not', async (_, change) => {
    const [id] = await calendar.put(meeting(1, { summary: 'Review', ...invited('accepted') }));
    await calendar.synced();

    await calendar.patch(id!, change);
    expect(await calendar.synced()).toMatchObject({ removed_count: 1 });
    expect(await calendar.events()).toEqual([]);

    await calendar.patch(id!, {
      ...invited('accepted'),
      ...span(new Date(), Date.now() + 60_000),
      transparency: 'opaque',
    });
    expect(await calendar.synced()).toMatchObject({ synced_count: 1 });
    expect(await calendar.summaries()).toEqual(['Review']);
  });
});
