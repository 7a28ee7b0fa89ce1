import { RecurrenceRule } from '../simulator/recurrence.rule';
import { PatternedRecurrence } from './graph.event';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Reads Graph's pattern and range; whatever it does not understand it refuses, rather than serve wrong dates. */
export function toRule(recurrence: PatternedRecurrence): RecurrenceRule {
  const { type, interval = 1, daysOfWeek = [], firstDayOfWeek = 'sunday' } = recurrence.pattern;
  if (type !== 'daily' && type !== 'weekly') throw unsupported(recurrence);
  const weekdays = type === 'weekly' ? daysOfWeek.map(weekdayOf) : [];
  const weekStart = weekdayOf(firstDayOfWeek);
  if ([...weekdays, weekStart].includes(0) || !(interval >= 1)) throw unsupported(recurrence);
  return {
    frequency: type === 'daily' ? 'DAILY' : 'WEEKLY',
    interval,
    weekdays,
    weekStart,
    ...endOf(recurrence),
  };
}

function endOf(recurrence: PatternedRecurrence): Pick<RecurrenceRule, 'count' | 'until'> {
  const { type, numberOfOccurrences, endDate } = recurrence.range;
  if (type === 'noEnd') return {};
  if (type === 'numbered' && numberOfOccurrences !== undefined) return { count: numberOfOccurrences };
  if (type === 'endDate' && endDate !== undefined) return { until: endDate.replaceAll('-', '') };
  throw unsupported(recurrence);
}

function weekdayOf(name: string): number {
  return WEEKDAYS.indexOf(name.toLowerCase()) + 1;
}

function unsupported(recurrence: PatternedRecurrence): RangeError {
  const told = JSON.stringify(recurrence);
  return new RangeError(
    `The simulator expands daily and weekly patterns with a numbered, endDate or noEnd range; not ${told}`,
  );
}
