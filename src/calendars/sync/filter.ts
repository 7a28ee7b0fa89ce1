import type { CalendarEvent, EventKind, TimeWindow } from '../provider/calendar-event';
import type { SkipReason } from './sync-result';
import { overlaps } from './window';

const NOT_WORK: Record<EventKind, SkipReason | undefined> = {
  default: undefined,
  out_of_office: 'out_of_office',
  focus_time: 'focus_time',
  working_location: 'working_location',
};

/**
 * Why an event is not stored, or undefined if it is. Where several reasons apply, the one that says most about the
 * event is counted; `outside_window` comes last, for it alone depends on when one asks.
 */
export function reasonToSkip(event: CalendarEvent, window: TimeWindow): SkipReason | undefined {
  if (event.status === 'cancelled') return 'cancelled';
  if (event.allDay) return 'all_day';
  const kind = NOT_WORK[event.kind];
  if (kind) return kind;
  if (event.partstat === 'declined') return 'declined';
  if (event.transparency === 'transparent') return 'free';
  if (!isSpan(event)) return 'invalid';
  return overlaps(event, window) ? undefined : 'outside_window';
}

/** A time entry needs a duration, and a row needs instants that PostgreSQL and JavaScript both know. */
function isSpan({ id, startsAt, endsAt }: CalendarEvent): boolean {
  const years = [startsAt, endsAt].map((instant) => instant.getUTCFullYear());
  return (
    id.length > 0 &&
    id.length <= 1024 &&
    years.every((year) => year >= 1900 && year < 2200) &&
    endsAt > startsAt
  );
}
