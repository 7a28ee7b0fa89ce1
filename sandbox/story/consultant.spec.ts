import { GoogleEvent } from '../google/google.event';
import { TestBed } from '../google/google.test-bed';
import { ACME_PROJECT, CONSULTANT, consultantCalendar } from './consultant';

/** A Thursday; the clocks go forward ten days later. */
const NOW = new Date('2026-03-19T12:00:00Z');

describe('The story of Robin Berger', () => {
  let google: TestBed;
  beforeAll(async () => {
    google = await TestBed.start();
    await google.robinSignsIn();
    const { account, batches } = consultantCalendar(NOW);
    await google.control.seedAccounts({ accounts: [account] });
    for (const batch of batches) await google.control.putEvents(batch);
  });
  afterAll(() => google.close());

  const events = async (calendarId: string): Promise<GoogleEvent[]> => {
    const window = { timeMin: '2026-02-01T00:00:00Z', timeMax: '2026-05-01T00:00:00Z', singleEvents: 'true' };
    const path = `/calendar/v3/calendars/${encodeURIComponent(calendarId)}/events`;
    return ((await (await google.get(path, window)).json()) as { items: GoogleEvent[] }).items;
  };
  const of = (items: GoogleEvent[], series: string) =>
    items.filter((event) => event.recurringEventId === series);

  it('is the same for the same now', () => {
    expect(consultantCalendar(NOW)).toEqual(consultantCalendar(NOW));
  });

  it('has two calendars', async () => {
    const list = await (await google.get('/calendar/v3/users/me/calendarList')).json();
    expect(list).toMatchObject({
      items: [{ id: CONSULTANT, summary: 'Robin Berger' }, { summary: 'Acme project' }],
    });
  });

  it('has a weekly review that fell out once and was moved once', async () => {
    const reviews = of(await events(CONSULTANT), 'globexreview');
    const days = reviews.map(({ start }) => start?.dateTime?.slice(0, 16));
    expect(days).not.toContain('2026-03-05T14:00');
    expect(days).toContain('2026-03-20T09:30');
    expect(days).toContain('2026-04-02T14:00');
  });

  it('has a stand-up on weekdays only', async () => {
    const standUps = of(await events(ACME_PROJECT), 'acmestandup');
    expect(standUps.length).toBeGreaterThan(50);
    const weekdays = standUps.map(({ start }) => new Date(start?.dateTime ?? '').getUTCDay());
    expect(new Set(weekdays)).toEqual(new Set([1, 2, 3, 4, 5]));
  });

  it('has two meetings at once last week', async () => {
    const acme = await events(ACME_PROJECT);
    const spanOf = (id: string) => {
      const { start, end } = acme.find((event) => event.id === id) ?? {};
      return [start, end].map((time) => new Date(time?.dateTime ?? '').toISOString());
    };
    const [pairing, call] = [spanOf('acmepairing'), spanOf('acmecall')];
    expect(pairing).toEqual(['2026-03-11T12:30:00.000Z', '2026-03-11T15:00:00.000Z']);
    expect(call).toEqual(['2026-03-11T14:30:00.000Z', '2026-03-11T15:20:00.000Z']);
  });

  it('has one of everything that a sync must tell apart', async () => {
    const all = await events(CONSULTANT);
    const some = (test: (event: GoogleEvent) => boolean) => all.some(test);
    expect(some(({ start }) => start?.date !== undefined)).toBe(true);
    expect(some(({ start, end }) => start?.dateTime?.slice(0, 10) !== end?.dateTime?.slice(0, 10))).toBe(
      true,
    );
    expect(some(({ summary }) => summary === undefined)).toBe(true);
    expect(some(({ description }) => description?.includes('<ul>') ?? false)).toBe(true);
    expect(some(({ status }) => status === 'tentative')).toBe(true);
    expect(some(({ visibility }) => visibility === 'private')).toBe(true);
    expect(some(({ transparency, start }) => transparency === 'transparent' && !start?.date)).toBe(true);
    expect(some(({ attendees }) => !!attendees?.find((a) => a.self && a.responseStatus === 'declined'))).toBe(
      true,
    );
    expect(all.map(({ eventType }) => eventType)).toEqual(
      expect.arrayContaining(['default', 'focusTime', 'outOfOffice', 'workingLocation']),
    );
  });
});
