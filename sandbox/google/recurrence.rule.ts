import { DateTime } from 'luxon';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The part of RFC 5545 that calendars of busy people use: every n days or weeks, on some weekdays, with an end. */
export interface RecurrenceRule {
  frequency: 'DAILY' | 'WEEKLY';
  interval: number;
  /** 1 = Monday … 7 = Sunday; empty: the weekday of the first start. */
  weekdays: number[];
  count?: number;
  /** `20260401T080000Z` or `20260401`, inclusive. */
  until?: string;
}

/** Reads `["RRULE:FREQ=WEEKLY;BYDAY=MO"]`; whatever it does not understand it refuses, rather than serve wrong dates. */
export function parseRecurrence(lines: readonly string[]): RecurrenceRule {
  const [line, ...others] = lines;
  if (!line?.startsWith('RRULE:') || others.length > 0) throw unsupported(lines);
  const rule: RecurrenceRule = { frequency: 'DAILY', interval: 1, weekdays: [] };
  for (const part of line.slice('RRULE:'.length).split(';')) {
    const [name, value = ''] = part.split('=');
    if (name === 'FREQ' && (value === 'DAILY' || value === 'WEEKLY')) rule.frequency = value;
    else if (name === 'INTERVAL') rule.interval = Number(value);
    else if (name === 'COUNT') rule.count = Number(value);
    else if (name === 'UNTIL') rule.until = value;
    else if (name === 'BYDAY') rule.weekdays = value.split(',').map((day) => WEEKDAYS.indexOf(day) + 1);
    else if (name !== 'WKST' || value !== 'MO') throw unsupported(lines);
  }
  if (rule.weekdays.includes(0) || !(rule.interval >= 1)) throw unsupported(lines);
  return { ...rule, weekdays: rule.weekdays.toSorted((a, b) => a - b) };
}

/** The inverse of parseRecurrence. */
export function formatRecurrence(rule: RecurrenceRule): string[] {
  const parts = [`FREQ=${rule.frequency}`];
  if (rule.interval > 1) parts.push(`INTERVAL=${rule.interval}`);
  if (rule.weekdays.length > 0)
    parts.push(`BYDAY=${rule.weekdays.map((day) => WEEKDAYS[day - 1]).join(',')}`);
  if (rule.count !== undefined) parts.push(`COUNT=${rule.count}`);
  if (rule.until !== undefined) parts.push(`UNTIL=${rule.until}`);
  return [`RRULE:${parts.join(';')}`];
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
  const week = rule.weekdays.length > 0 ? rule.weekdays : [first.weekday];
  // Counted from `first` each time: adding to the previous start would carry along what a clock change did to it.
  for (let day = 0; first.plus({ days: day - 7 }).toMillis() <= end; day += stride) {
    const days = weekly ? week.map((weekday) => day + weekday - first.weekday) : [day];
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

function unsupported(lines: readonly string[]): Error {
  return new RangeError(`The simulator expands one RRULE, DAILY or WEEKLY; not ${JSON.stringify(lines)}`);
}
