import * as fc from 'fast-check';
import { Line, MARCH, ROBIN, TestBed } from './microsoft.test-bed';

const EDITS = [
  'add',
  'addSeries',
  'move',
  'delete',
  'cancel',
  'deleteSeries',
  'shiftSeries',
  'split',
] as const;

/** An hour on a day counted from mid-March; the higher numbers are outside of the window. */
const span = (n: number) => {
  const day = new Date(Date.UTC(2026, 2, 16 + n, 9)).toISOString().slice(0, 10);
  return {
    start: { dateTime: `${day}T09:00:00`, timeZone: 'Europe/Berlin' },
    end: { dateTime: `${day}T10:00:00`, timeZone: 'Europe/Berlin' },
  };
};

/** Random edits, then a round of deltas laid over what was known: it must come to what a new first round says. */
describe('A copy that is kept by delta links', () => {
  let microsoft: TestBed;
  beforeAll(async () => {
    microsoft = await TestBed.start();
  });
  afterAll(() => microsoft.close());

  const edit = async (kind: (typeof EDITS)[number], pick: number) => {
    const { control } = microsoft;
    const meetings = (await microsoft.round()).value.filter(({ type }) => type !== 'seriesMaster');
    const occurrences = meetings.filter(({ seriesMasterId }) => !!seriesMasterId);
    const occurrence = occurrences[pick % (occurrences.length || 1)];
    const any = { calendarId: ROBIN, eventId: meetings[pick % (meetings.length || 1)]?.id ?? '' };
    const series = { calendarId: ROBIN, eventId: occurrence?.seriesMasterId ?? '' };
    if (kind === 'add') await microsoft.put(span(pick));
    if (kind === 'addSeries') {
      const pattern = { type: pick % 2 ? 'daily' : 'weekly', interval: 1 };
      const range = { type: 'numbered', numberOfOccurrences: 2 + (pick % 5) };
      await microsoft.put({ ...span(pick), recurrence: { pattern, range } });
    }
    if (any.eventId && kind === 'move') await control.patchEvent({ ...any, patch: span(pick) });
    if (any.eventId && kind === 'delete') await control.deleteEvent(any);
    if (any.eventId && kind === 'cancel') await control.cancelEvent(any);
    if (occurrence && kind === 'deleteSeries') await control.deleteEvent(series);
    if (occurrence && kind === 'shiftSeries') await control.patchEvent({ ...series, patch: span(pick) });
    if (occurrence && kind === 'split')
      await control.splitSeries({ calendarId: ROBIN, eventId: occurrence.id });
  };

  it('equals the calendar after any edits, when a master that is told takes its occurrences with it first', async () => {
    const edits = fc.array(fc.tuple(fc.constantFrom(...EDITS), fc.nat(25)), { maxLength: 8 });
    const masters = fc.constantFrom('first' as const, 'last' as const);
    await fc.assert(
      fc.asyncProperty(
        edits,
        edits,
        fc.integer({ min: 1, max: 7 }),
        masters,
        async (before, after, size, order) => {
          await microsoft.robinSignsIn();
          await microsoft.control.settings({ seriesMasters: order });
          const prefer = `odata.maxpagesize=${size}`;
          for (const [kind, pick] of before) await edit(kind, pick);
          const { value, '@odata.deltaLink': link } = await microsoft.round(undefined, prefer);
          for (const [kind, pick] of after) await edit(kind, pick);

          const copy = new Map(value.map((line) => [line.id, line]));
          const round = (await microsoft.round(link, prefer)).value;
          for (const { id } of round.filter(isMasterOrGone)) {
            for (const line of copy.values()) if (line.seriesMasterId === id) copy.delete(line.id);
          }
          for (const line of round) {
            if (line['@removed']) copy.delete(line.id);
            else copy.set(line.id, line);
          }
          const now = (await microsoft.round()).value;
          expect(copy).toEqual(new Map(now.map((line) => [line.id, line])));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('equals a plain view of the calendar', async () => {
    await microsoft.robinSignsIn();
    const pattern = { type: 'daily', interval: 2 };
    const range = { type: 'endDate', endDate: '2026-03-28' };
    await microsoft.put(span(1), { ...span(0), recurrence: { pattern, range } });
    const ids = (lines: Line[]) => lines.map(({ id }) => id).sort();
    const query = { ...MARCH, $top: '100' };
    const response = await microsoft.get('/v1.0/me/calendarView', query, { prefer: 'IdType="ImmutableId"' });
    const { value } = (await response.json()) as { value: Line[] };
    const round = (await microsoft.round()).value.filter(({ type }) => type !== 'seriesMaster');
    expect(ids(round)).toEqual(ids(value));
  });
});

function isMasterOrGone({ type, '@removed': removed }: Line): boolean {
  return type === 'seriesMaster' || !!removed;
}
