import fc from 'fast-check';
import { aCalendarEvent } from '../../../test/harness/calendar-event';
import type { CalendarEvent } from '../provider/calendar-event';
import { reasonToSkip } from './filter';
import { SKIP_REASONS } from './sync-result';
import { overlaps } from './window';

const window = { from: new Date('2026-11-16T00:00:00Z'), to: new Date('2026-12-22T00:00:00Z') };
const at = (day: string): Date => new Date(`${day}T00:00:00Z`);

describe('The filter', () => {
  it.each<[string, Partial<CalendarEvent>, string | undefined]>([
    ['an accepted meeting', {}, undefined],
    ['a tentative one', { status: 'tentative', partstat: 'tentative' }, undefined],
    ['one without guests', { partstat: null }, undefined],
    ['a private one', { visibility: 'private', summary: null }, undefined],
    ['a cancelled one', { status: 'cancelled' }, 'cancelled'],
    ['an all-day one', { allDay: true }, 'all_day'],
    ['a declined one', { partstat: 'declined' }, 'declined'],
    ['free time', { transparency: 'transparent' }, 'free'],
    ['out of office', { kind: 'out_of_office' }, 'out_of_office'],
    ['focus time', { kind: 'focus_time' }, 'focus_time'],
    [
      'a working location, which is free time by nature',
      { kind: 'working_location', transparency: 'transparent' },
      'working_location',
    ],
    ['no duration', { endsAt: aCalendarEvent().startsAt }, 'invalid'],
    ['a negative duration', { endsAt: at('2026-11-22') }, 'invalid'],
    ['an end that is no instant', { endsAt: new Date(NaN) }, 'invalid'],
    [
      'a year that PostgreSQL would know and nobody else',
      { startsAt: new Date(8e14), endsAt: new Date(8.1e14) },
      'invalid',
    ],
    [
      'the time before the window',
      { startsAt: at('2026-11-01'), endsAt: at('2026-11-02') },
      'outside_window',
    ],
    ['the time behind it', { startsAt: at('2027-01-01'), endsAt: at('2027-01-02') }, 'outside_window'],
    ['a span around the whole window', { startsAt: at('2026-01-01'), endsAt: at('2027-12-31') }, undefined],
  ])('judges %s', (_, fields, reason) => {
    expect(reasonToSkip(aCalendarEvent(fields), window)).toBe(reason);
  });

  it('lets through only what overlaps the window and lasts, and names a known reason for the rest', () => {
    const event = fc.record<Partial<CalendarEvent>>({
      startsAt: fc.date(),
      endsAt: fc.date(),
      allDay: fc.boolean(),
      status: fc.constantFrom('confirmed', 'tentative', 'cancelled'),
      kind: fc.constantFrom('default', 'out_of_office', 'focus_time', 'working_location'),
      partstat: fc.constantFrom(null, 'accepted', 'declined', 'tentative', 'needs_action'),
      transparency: fc.constantFrom('opaque', 'transparent'),
    });
    fc.assert(
      fc.property(event, (fields) => {
        const candidate = aCalendarEvent(fields);
        const reason = reasonToSkip(candidate, window);
        if (reason) expect(SKIP_REASONS).toContain(reason);
        else expect(overlaps(candidate, window) && candidate.endsAt > candidate.startsAt).toBe(true);
      }),
    );
  });
});
