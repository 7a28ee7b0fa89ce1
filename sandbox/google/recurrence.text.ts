import { RecurrenceRule } from '../simulator/recurrence.rule';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

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

function unsupported(lines: readonly string[]): Error {
  return new RangeError(`The simulator expands one RRULE, DAILY or WEEKLY; not ${JSON.stringify(lines)}`);
}
