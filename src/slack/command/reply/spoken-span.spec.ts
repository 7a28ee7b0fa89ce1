import { spokenSpan } from './spoken-span';

const BERLIN = 'Europe/Berlin';

function spoken(start: string, end: string, zone = BERLIN): string {
  const [startedAt, endedAt] = [new Date(start), new Date(end)];
  return spokenSpan({ startedAt, endedAt, durationMinutes: (+endedAt - +startedAt) / 60_000 }, zone);
}

describe('An entry’s time, for people', () => {
  it.each([
    ['2026-03-20T08:00Z', '2026-03-20T09:30Z', '*1 h 30 m* on Fri 20 Mar 2026, 09:00–10:30 (Europe/Berlin)'],
    [
      '2026-03-19T22:00Z',
      '2026-03-20T00:00Z',
      '*2 h* on Thu 19 Mar 2026, 23:00–01:00 the next day (Europe/Berlin)',
    ],
    ['2026-03-19T21:00Z', '2026-03-19T23:00Z', '*2 h* on Thu 19 Mar 2026, 22:00–00:00 (Europe/Berlin)'],
    ['2026-03-29T00:30Z', '2026-03-29T01:30Z', '*1 h* on Sun 29 Mar 2026, 01:30–03:30 (Europe/Berlin)'],
    [
      '2026-03-17T08:00Z',
      '2026-03-20T08:00Z',
      '*72 h* on Tue 17 Mar 2026, 09:00–09:00 on Fri 20 Mar 2026 (Europe/Berlin)',
    ],
  ])('%s to %s is %s', (start, end, words) => expect(spoken(start, end)).toBe(words));

  it('is that of the zone', () => {
    expect(spoken('2026-03-20T11:00Z', '2026-03-20T12:00Z', 'Pacific/Apia')).toBe(
      '*1 h* on Sat 21 Mar 2026, 00:00–01:00 (Pacific/Apia)',
    );
  });
});
