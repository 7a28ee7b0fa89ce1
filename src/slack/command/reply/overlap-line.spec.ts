import { overlapLine } from './overlap-line';

const FIRST = {
  id: 'first',
  projectId: null,
  invoiceId: null,
  project: null,
  client: null,
  status: 'pending' as const,
  durationMinutes: 90,
  description: 'Code <review>',
  startedAt: new Date('2026-03-20T08:00Z'),
  endedAt: new Date('2026-03-20T09:30Z'),
};

const line = (count: number, date = '2026-03-20', first = FIRST): string =>
  overlapLine({ count, first }, date, 'Europe/Berlin');

describe('The line about overlapping entries', () => {
  it.each([
    [1, ':warning: Overlaps with: 1 h 30 m “Code &lt;review&gt;”, 09:00–10:30'],
    [2, ':warning: Overlaps with 2 entries, the first: 1 h 30 m “Code &lt;review&gt;”, 09:00–10:30'],
    [
      20,
      ':warning: Overlaps with at least 20 entries, the first: 1 h 30 m “Code &lt;review&gt;”, 09:00–10:30',
    ],
  ])('names %s of them', (count, words) => {
    expect(line(count)).toBe(words);
  });

  it('names the day if it is another one, and no description where there is none', () => {
    expect(line(1, '2026-03-21', { ...FIRST, description: '' })).toBe(
      ':warning: Overlaps with: 1 h 30 m, Fri 20 Mar 2026, 09:00–10:30',
    );
  });
});
