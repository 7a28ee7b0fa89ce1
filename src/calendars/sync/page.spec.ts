import fc from 'fast-check';
import { aCalendarEvent } from '../../../test/harness/calendar-event';
import type { EventChange } from '../provider/calendar-event';
import { toEventRow, toJsonParameter } from './event-row';
import { sortPage } from './page';

const window = { from: new Date('2026-11-16T00:00:00Z'), to: new Date('2026-12-22T00:00:00Z') };
const told = (id: string, fields = {}): EventChange => ({
  kind: 'event',
  id,
  event: aCalendarEvent({ id, ...fields }),
});

describe('A page', () => {
  it('keeps the last of several lines for one event, whatever they say', () => {
    const page = sortPage(
      [
        told('a', { summary: 'old' }),
        { kind: 'removed', id: 'b' },
        told('b'),
        told('a'),
        { kind: 'removed', id: 'a' },
      ],
      window,
    );
    expect(page.removed).toEqual(['a']);
    expect(page.rows.map((row) => row.provider_event_id)).toEqual(['b']);
  });

  it('takes away what a filter refuses, and counts it', () => {
    const page = sortPage([told('a', { allDay: true }), told('b', { partstat: 'declined' })], window);
    expect(page).toMatchObject({ rows: [], removed: ['a', 'b'], skipped: { all_day: 1, declined: 1 } });
  });

  it('hands on what lies outside, marked: whether it is known decides what becomes of it', () => {
    const away = { startsAt: new Date('2027-05-01T09:00:00Z'), endsAt: new Date('2027-05-01T10:00:00Z') };
    const page = sortPage([told('a', away)], window);
    expect(page).toMatchObject({
      rows: [{ provider_event_id: 'a', outside: true }],
      removed: [],
      skipped: { outside_window: 1 },
    });
  });

  it('counts what is not understood, line by line, and leaves what is stored alone', () => {
    const broken = { kind: 'invalid', id: '', reason: 'no id' } as const;
    expect(sortPage([broken, broken, { ...broken, id: 'x' }], window)).toMatchObject({
      rows: [],
      removed: [],
      unread: ['', '', 'x'],
      skipped: { invalid: 3 },
    });
  });
});

describe('Rows as a JSON parameter', () => {
  it('say everything but NUL and halves of surrogate pairs, whatever the words are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (summary) => {
        const json = toJsonParameter([toEventRow(aCalendarEvent({ summary }), false)]);
        const [row] = JSON.parse(json) as { summary: string }[];
        expect(row!.summary).toBe(summary.replaceAll('\0', '').replace(/\p{Surrogate}/gu, ''));
      }),
    );
  });

  it('leave spelled-out escapes alone', () => {
    const summary = String.raw`C:\u0000 \\u0000 \ud800`;
    const [row] = JSON.parse(toJsonParameter([toEventRow(aCalendarEvent({ summary }), false)])) as {
      summary: string;
    }[];
    expect(row!.summary).toBe(summary);
  });
});
