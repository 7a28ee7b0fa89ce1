import { DateTime } from 'luxon';

/** What calendars of busy people use of RFC 5545, and of Graph: every n days or weeks, on some weekdays, with an end. */
export interface RecurrenceRule {
  frequency: 'DAILY' | 'WEEKLY';
  interval: number;
  /** 1 = Monday … 7 = Sunday; empty: the weekday of the first start. */
  weekdays: number[];
  /** Day that begins a week, when every n-th week counts; Monday unless told otherwise. */
  weekStart?: number;
  count?: number;
  /** `20260401T080000Z` or `20260401`, inclusive. */
  until?: string;
}

/**
 * Every start of the series up to `limit` (epoch milliseconds), in order. `first` carries the zone: each start has its
 * wall-clock time, so the series keeps its hour when the clocks change.
 */
export function* startsOf(rule: RecurrenceRule, first: DateTime, limit: number): Generator<DateTime> {
  const end = Math.min(
    limit,
    rule.until === undefined ? Infinity : lastInstant(rule.until, first.zoneName ?? 'UTC'),
  );
  let left = rule.count ?? Infinity;
  for (const start of candidates(rule, first, end)) {
    if (start.toMillis() > end || left-- <= 0) return;
    yield start;
  }
}

/** Starts in order, without regard to COUNT; the last ones may lie beyond `end`. */
function* candidates(rule: RecurrenceRule, first: DateTime, end: number): Generator<DateTime> {
  const weekly = rule.frequency === 'WEEKLY';
  const stride = rule.interval * (weekly ? 7 : 1);
  const place = (weekday: number): number => (weekday - (rule.weekStart ?? 1) + 7) % 7;
  const week = rule.weekdays.length > 0 ? rule.weekdays : [first.weekday];
  const offsets = week.map((weekday) => place(weekday) - place(first.weekday)).sort((a, b) => a - b);
  // Counted from `first` each time: adding to the previous start would carry along what a clock change did to it.
  for (let day = 0; first.plus({ days: day - 7 }).toMillis() <= end; day += stride) {
    const days = weekly ? offsets.map((offset) => day + offset) : [day];
    for (const start of days.map((offset) => first.plus({ days: offset }))) {
      if (start >= first && (weekly || rule.weekdays.length === 0 || week.includes(start.weekday)))
        yield start;
    }
  }
}

function lastInstant(until: string, zone: string): number {
  if (until.length === 8) return DateTime.fromFormat(until, 'yyyyMMdd', { zone }).endOf('day').toMillis();
  return DateTime.fromFormat(until, "yyyyMMdd'T'HHmmss'Z'", { zone: 'utc' }).toMillis();
}
