import {
  type GoogleService,
  type SelectedCalendar,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';
import { meeting } from '../harness/meetings';

const HOUR = 60 * 60 * 1000;

describe('The events of a calendar', () => {
  let service: GoogleService;
  let calendar: SelectedCalendar;

  beforeAll(async () => {
    service = await startGoogleService();
    calendar = await selectCalendar(service, await service.signUp('Robin'));
    await calendar.put(
      meeting(3, { summary: 'Review', description: 'With 100 % of the team' }),
      meeting(1, { summary: 'Planning' }),
      meeting(2, { summary: 'Lunch_break' }),
    );
    await calendar.synced();
  });
  afterAll(() => service.close());

  const summaries = async (query: string): Promise<unknown[]> =>
    (await calendar.events(query)).map(({ summary }) => summary);
  const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

  it('are shown as the contract has them', async () => {
    const [first] = await calendar.events();
    expect(first).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      provider_event_id: expect.any(String),
      summary: 'Planning',
      description: null,
      start: expect.stringMatching(/Z$/),
      end: expect.stringMatching(/Z$/),
      duration_minutes: 60,
      timezone: expect.any(String),
      is_recurring: false,
      response_status: null,
      organizer: expect.any(String),
      is_synced: false,
      time_entry_id: null,
      source_changed: false,
      html_link: expect.stringMatching(/^https:/),
    });
    expect(Date.parse(first!.end) - Date.parse(first!.start)).toBe(HOUR);
  });

  it('come by their start, in pages without loss or repetition', async () => {
    expect(await summaries('')).toEqual(['Planning', 'Lunch_break', 'Review']);
    const pages: unknown[] = [];
    for (let cursor = ''; ;) {
      const path = `/integrations/calendars/${calendar.id}/events?limit=2${cursor}`;
      const { body } = await calendar.user.get(path).expect(200);
      pages.push(body.events.map(({ summary }: { summary: string }) => summary));
      if (body.next_cursor === null) break;
      cursor = `&cursor=${encodeURIComponent(body.next_cursor)}`;
    }
    expect(pages).toEqual([['Planning', 'Lunch_break'], ['Review']]);
  });

  it('are found by time: those that overlap it', async () => {
    expect(await summaries(`&from=${inHours(2.5)}`)).toEqual(['Lunch_break', 'Review']);
    expect(await summaries(`&to=${inHours(2.5)}`)).toEqual(['Planning', 'Lunch_break']);
    expect(await summaries(`&from=${inHours(2.2)}&to=${inHours(2.5)}`)).toEqual(['Lunch_break']);
  });

  it.each([
    ['plan', ['Planning']],
    ['100 %', ['Review']],
    ['h_b', ['Lunch_break']],
    ['%', ['Review']],
    ['dinner', []],
  ])('are found by words in summary or description: %s', async (words, found) => {
    expect(await summaries(`&q=${encodeURIComponent(words)}`)).toEqual(found);
  });

  it('are found by whether they were converted', async () => {
    const [planning] = await calendar.events('&q=Planning');
    const entryId = await calendar.convert(planning!.id);
    expect(await calendar.events('&state=converted')).toMatchObject([
      { summary: 'Planning', is_synced: true, time_entry_id: entryId },
    ]);
    expect(await summaries('&state=unconverted')).toEqual(['Lunch_break', 'Review']);
    expect(await summaries('&state=all')).toHaveLength(3);
  });
});
