import { DateTimeTimeZone, EventInput, PatternedRecurrence } from './graph.event';
import { dayIn } from './graph.time';
import { Item } from './item';
import { Series } from './series';

/**
 * "This and following", which Outlook has no order for: clients end the old series the day before and make a new one.
 * @returns the recurrence with which the series ends before `from`, and the series that takes over there
 */
export function splitAt(
  series: Series,
  from: Item,
  place: number,
): { ending: PatternedRecurrence; following: EventInput } {
  const { pattern, range } = series.recurrence;
  const planned = from.originalStart ?? from.start;
  const day = dayIn(series.zone, planned);
  const dayBefore = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const { numberOfOccurrences, ...rest } = range;
  const left = numberOfOccurrences === undefined ? {} : { numberOfOccurrences: numberOfOccurrences - place };
  const { createdDateTime: _, lastModifiedDateTime: _modified, ...shared } = from.fields;
  return {
    ending: { pattern, range: { ...rest, type: 'endDate', endDate: dayBefore } },
    following: {
      ...shared,
      start: at(from.start, from.fields.start),
      end: at(from.end, from.fields.end),
      id: `${series.master.id}.from.${day.replaceAll('-', '')}`,
      recurrence: { pattern, range: { ...rest, ...left, startDate: day } },
    },
  };
}

/** An instant in the zone of a time. */
function at(instant: number, like: DateTimeTimeZone | undefined): DateTimeTimeZone {
  return { dateTime: new Date(instant).toISOString(), timeZone: like?.timeZone ?? 'UTC' };
}
