import { Page, TestBed } from '../microsoft/microsoft.test-bed';
import { INITECH_PROJECT, outlookCalendar, tellOutlookStory } from './outlook';

/** A Thursday; the clocks go forward ten days later. */
const NOW = new Date('2026-03-19T12:00:00Z');

describe("The story of Robin Berger's Outlook", () => {
  let microsoft: TestBed;
  beforeAll(async () => {
    microsoft = await TestBed.start();
    await microsoft.robinSignsIn();
    await tellOutlookStory(microsoft.control, outlookCalendar(NOW));
  });
  afterAll(() => microsoft.close());

  const meetings = async (calendar = ''): Promise<Page['value']> => {
    const window = { startDateTime: '2026-02-01', endDateTime: '2026-05-01', $top: '1000' };
    const response = await microsoft.get(`/v1.0/me${calendar}/calendarView`, window);
    return ((await response.json()) as Page).value;
  };
  const project = `/calendars/${encodeURIComponent(INITECH_PROJECT)}`;
  const startsOf = (lines: Page['value'], subject: RegExp) =>
    lines.filter((line) => subject.test(line.subject ?? '')).map(({ start }) => start?.dateTime.slice(0, 16));

  it('is the same for the same now', () => {
    expect(outlookCalendar(NOW)).toEqual(outlookCalendar(NOW));
  });

  it('has two calendars', async () => {
    const list = await (await microsoft.get('/v1.0/me/calendars')).json();
    expect(list).toMatchObject({
      value: [{ name: 'Calendar', isDefaultCalendar: true }, { name: 'Initech project' }],
    });
  });

  it('has a stand-up on weekdays, late once, and missing once', async () => {
    const starts = startsOf(await meetings(project), /stand-up/);
    expect(starts.length).toBeGreaterThan(50);
    expect(starts).toContain('2026-03-17T08:45');
    expect(starts.filter((start) => start?.startsWith('2026-03-12'))).toEqual([]);
    expect(new Set(starts.map((start) => new Date(`${start}Z`).getUTCDay()))).toEqual(
      new Set([1, 2, 3, 4, 5]),
    );
  });

  it('has a steering committee since last year, cancelled once and long once', async () => {
    const all = await meetings();
    const committee = all.filter(({ subject }) => subject?.includes('steering'));
    const [cancelled] = committee.filter(({ isCancelled }) => isCancelled);
    expect(cancelled).toMatchObject({
      type: 'exception',
      showAs: 'free',
      originalStart: '2026-03-05T10:00:00Z',
    });
    expect(startsOf(all, /^Initech: steering/)).toContain('2026-03-19T10:00');
    const masters = committee.map(({ seriesMasterId }) => seriesMasterId);
    const master = await (await microsoft.get(`/v1.0/me/events/${masters[0]}`)).json();
    expect(master).toMatchObject({ start: { dateTime: '2025-03-20T10:00:00.0000000' } });
  });

  it('has one of everything that a sync must tell apart', async () => {
    const all = [...(await meetings()), ...(await meetings(project))];
    const some = (test: (line: Page['value'][0]) => boolean) => all.some(test);
    const kinds = ['free', 'tentative', 'busy', 'oof', 'workingElsewhere'];
    expect(new Set(all.map(({ showAs }) => showAs))).toEqual(new Set(kinds));
    expect(some(({ isAllDay }) => isAllDay === true)).toBe(true);
    expect(some(({ sensitivity }) => sensitivity === 'private')).toBe(true);
    expect(some(({ subject }) => subject === null)).toBe(true);
    expect(some(({ bodyPreview }) => bodyPreview === 'We bring: the old schema coffee & patience')).toBe(
      true,
    );
    expect(some(({ responseStatus }) => JSON.stringify(responseStatus).includes('declined'))).toBe(true);
  });
});
