import type { CommandContext, Note, When } from './command';
import type { Head } from './head';
import { fault, type Fault, type RangeItem } from './item';
import { existsIn, plusDays, spokenDate, todayOf } from './local-date';
import { spokenMinutes, timeOfDay } from './minutes';
import { instantsOf, type Span, spanOf } from './instants';

const DAY_MINUTES = 24 * 60;

/** When the work of a head was done. */
export interface Placed {
  when: When;
  durationMinutes: number;
  notes: Note[];
}

/** Finds the day and the instants of a head that has a time, or says why it cannot. */
export function placed(head: Head, time: NonNullable<Head['time']>, context: CommandContext): Placed | Fault {
  const { day } = head;
  if (day && day.date > todayOf(context)) return fault('future_date', day.pointer);
  if (day && !existsIn(context.zone, day.date)) {
    const message = `${context.zone} had no ${spokenDate(day.date)}.`;
    return fault('date_invalid', day.pointer, { message });
  }
  if (time.kind === 'range') return placedRange(time, day?.date ?? startDay(time, context), context);
  const when: When = day ? { kind: 'day', date: day.date } : { kind: 'ends_now' };
  return { when, durationMinutes: time.minutes, notes: time.notes };
}

/** Without a day a range is today's; one over midnight that is still to begin is yesterday's. */
function startDay({ start, stop }: RangeItem, context: CommandContext): string {
  const today = todayOf(context);
  const [startsAt] = instantsOf(today, start, context.zone);
  const isStillToBegin = startsAt !== undefined && startsAt > context.now;
  return stop > DAY_MINUTES && isStillToBegin ? plusDays(today, -1) : today;
}

function placedRange(range: RangeItem, date: string, context: CommandContext): Placed | Fault {
  const { start, stop } = range;
  const span = spanOf(date, range, context.zone);
  if (!span) return fault('time_skipped', range.pointer);
  const { startsAt, endsAt, minutes } = span;
  return {
    when: {
      kind: 'range',
      date,
      start: timeOfDay(start),
      stop: timeOfDay(stop > DAY_MINUTES ? stop - DAY_MINUTES : stop),
      startsAt,
      endsAt,
    },
    durationMinutes: minutes,
    notes: notesOf(range, span, date, context),
  };
}

function notesOf({ start, stop }: RangeItem, span: Span, date: string, { now }: CommandContext): Note[] {
  const notes: Note[] = [];
  if (stop > DAY_MINUTES)
    notes.push({ code: 'crosses_midnight', text: `Crosses midnight: it started on ${spokenDate(date)}.` });
  if (span.minutes !== stop - start) {
    const passed = spokenMinutes(span.minutes);
    notes.push({ code: 'clock_change', text: `The clocks changed in between: ${passed} passed.` });
  } else if (span.isRepeated) {
    notes.push({
      code: 'repeated_hour',
      text: 'The clocks showed that hour twice: the range counts as long as it looks.',
    });
  }
  if (span.endsAt > now) notes.push({ code: 'ends_in_future', text: 'That has not ended yet.' });
  return notes;
}
