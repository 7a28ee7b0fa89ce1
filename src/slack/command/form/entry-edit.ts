import { DateTime } from 'luxon';
import type { EntryChange } from '../../../billing/time-entries/entry-change';
import { boundsOf } from '../../../calendars/day/local-days';
import type { CommandContext } from '../../time-command/command';
import { instantsOf } from '../../time-command/instants';
import type { ShownEntry } from '../log/shown-entry';
import type { FormValues } from './form-values';
import type { FieldErrors } from './modal';
import { prefilled } from './prefilled';
import { readForm } from './read-form';

/**
 * What a form changes in an entry. A new duration moves the end; on another day the entry begins at the same local
 * time; what was left as it was stays exact to the millisecond.
 */
export function entryEdit(
  entry: ShownEntry,
  values: FormValues,
  context: CommandContext,
): { change: EntryChange } | { errors: FieldErrors } {
  const { projectId, description } = values;
  const target = projectId === entry.projectId ? undefined : projectId;
  const words: EntryChange = { description: description ?? entry.description, projectId: target };
  const before = prefilled(entry, context.zone);
  if (values.duration === before.duration && values.date === before.date) return { change: words };
  const read = readForm(values, context);
  if ('errors' in read) return read;
  const { when, durationMinutes } = read.log;
  if (when.kind === 'range') return { change: { ...words, startedAt: when.startsAt, endedAt: when.endsAt } };
  if (values.date === before.date) return { change: { ...words, durationMinutes } };
  const startedAt = sameTimeOn(values.date, entry.startedAt, context.zone);
  return { change: { ...words, startedAt, durationMinutes } };
}

/** The same local time on another day; the day's beginning where the clocks skip that time. */
function sameTimeOn(date: string, instant: Date, zone: string): Date {
  const time = DateTime.fromJSDate(instant, { zone });
  const [same] = instantsOf(date, time.hour * 60 + time.minute, zone);
  return same ?? boundsOf({ from: date, to: date, timezone: zone }).start;
}
