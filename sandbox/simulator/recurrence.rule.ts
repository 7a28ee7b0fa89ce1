import { DateTime } from 'luxon';
import { instantWhen, offsetAt, wallClockAt } from './wall.clock';

const DAY = 86_400_000;

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

/** The first start, in the zone whose wall clock the series keeps. */
export interface FirstStart {
  /** Epoch milliseconds. */
  instant: number;
  /** IANA. */
  zone: string;
}

/**
 * Every start of the series up to `limit` (both epoch milliseconds), in order. Each has the wall-clock time of the first,
 * so the series keeps its hour when the clocks change.
 */
export function* startsOf(rule: RecurrenceRule, first: FirstStart, limit: number): Generator<number> {
  const { until } = rule;
  const end = Math.min(limit, until === undefined ? Infinity : lastInstant(until, first.zone));
  let left = rule.count ?? Infinity;
  for (const start of candidates(rule, first, end)) {
    if (start > end || left-- <= 0) return;
    yield start;
  }
}

/** Starts in order, without regard to COUNT; the last ones may lie beyond `end`. */
function* candidates(rule: RecurrenceRule, { instant, zone }: FirstStart, end: number): Generator<number> {
  const weekly = rule.frequency === 'WEEKLY';
  const stride = rule.interval * (weekly ? 7 : 1);
  const firstWallClock = wallClockAt(zone, instant);
  const offset = offsetAt(zone, instant);
  const firstWeekday = weekdayOf(firstWallClock);
  const place = (weekday: number): number => (weekday - (rule.weekStart ?? 1) + 7) % 7;
  const week = rule.weekdays.length > 0 ? rule.weekdays : [firstWeekday];
  const offsets = week.map((weekday) => place(weekday) - place(firstWeekday)).sort((a, b) => a - b);
  for (let day = 0; instant + (day - 7) * DAY <= end; day += stride) {
    for (const at of weekly ? offsets.map((later) => day + later) : [day]) {
      const wallClock = firstWallClock + at * DAY;
      const planned = weekly || rule.weekdays.length === 0 || week.includes(weekdayOf(wallClock));
      if (at >= 0 && planned) yield instantWhen(zone, wallClock, offset);
    }
  }
}

/** 1 = Monday … 7 = Sunday. The epoch began on a Thursday. */
function weekdayOf(wallClock: number): number {
  return ((((Math.floor(wallClock / DAY) + 3) % 7) + 7) % 7) + 1;
}

function lastInstant(until: string, zone: string): number {
  if (until.length === 8) return DateTime.fromFormat(until, 'yyyyMMdd', { zone }).endOf('day').toMillis();
  return DateTime.fromFormat(until, "yyyyMMdd'T'HHmmss'Z'", { zone: 'utc' }).toMillis();
}
