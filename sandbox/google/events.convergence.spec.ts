import * as fc from 'fast-check';
import { GoogleEvent } from './google.event';
import { ROBIN, TestBed } from './google.test-bed';

const EDITS = ['add', 'addSeries', 'move', 'cancel', 'cancelSeries', 'shiftSeries', 'split'] as const;
const day = (n: number) => new Date(Date.UTC(2026, 2, 16 + n, 9)).toISOString();
const span = (n: number) => ({
  start: { dateTime: day(n) },
  end: { dateTime: day(n).replace('T09', 'T10') },
});

/** Random edits, then one incremental sync laid over what was known: it must come to what a full listing says. */
describe('A copy that is kept by sync tokens', () => {
  let google: TestBed;
  beforeAll(async () => {
    google = await TestBed.start();
  });
  afterAll(() => google.close());

  const edit = async (kind: (typeof EDITS)[number], pick: number, known: GoogleEvent[]) => {
    const calendarId = ROBIN;
    const any = known[pick % (known.length || 1)];
    const instances = known.filter(({ recurringEventId }) => recurringEventId !== undefined);
    const instance = instances[pick % (instances.length || 1)];
    const series = { calendarId, eventId: instance?.recurringEventId ?? '' };
    if (kind === 'add') await google.control.putEvents({ calendarId, events: [span(pick)] });
    if (kind === 'addSeries') {
      const recurrence = [`RRULE:FREQ=${pick % 2 ? 'DAILY' : 'WEEKLY'};COUNT=${2 + (pick % 5)}`];
      await google.control.putEvents({ calendarId, events: [{ ...span(pick), recurrence }] });
    }
    if (any && kind === 'move')
      await google.control.patchEvent({ calendarId, eventId: any.id, patch: span(pick) });
    if (any && kind === 'cancel') await google.control.cancelEvent({ calendarId, eventId: any.id });
    if (instance && kind === 'cancelSeries') await google.control.cancelEvent(series);
    if (instance && kind === 'shiftSeries') await google.control.patchEvent({ ...series, patch: span(pick) });
    if (instance && kind === 'split') await google.control.splitSeries({ calendarId, eventId: instance.id });
  };

  it('equals the calendar after any edits', async () => {
    const edits = fc.array(fc.tuple(fc.constantFrom(...EDITS), fc.nat(30)), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(edits, edits, fc.integer({ min: 1, max: 7 }), async (before, after, size) => {
        await google.robinSignsIn();
        const all = { maxResults: '2500' };
        for (const [kind, pick] of before) await edit(kind, pick, (await google.pull(all)).items);
        const { items, nextSyncToken = '' } = await google.pull({ maxResults: String(size) });
        for (const [kind, pick] of after) await edit(kind, pick, (await google.pull(all)).items);

        const copy = new Map(items.map((event) => [event.id, event]));
        const changes = await google.pull({ syncToken: nextSyncToken, maxResults: String(size) });
        for (const event of changes.items) {
          if (event.status === 'cancelled') copy.delete(event.id);
          else copy.set(event.id, event);
        }
        const now = (await google.pull(all)).items;
        expect(copy).toEqual(new Map(now.map((event) => [event.id, event])));
      }),
      { numRuns: 20 },
    );
  });
});
