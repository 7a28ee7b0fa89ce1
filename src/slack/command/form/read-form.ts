import type { CommandContext, Log } from '../../time-command/command';
import { echo } from '../../time-command/echo';
import { todayOf } from '../../time-command/local-date';
import { parse } from '../../time-command/parse';
import { placedByItself } from '../log/placement';
import { localDate } from '../reply/spoken-span';
import type { FormValues } from './form-values';
import type { FieldErrors } from './modal';

/** A form that was read, or what is wrong with it. */
export type ReadForm = { log: Log } | { errors: FieldErrors };

/** Problems of the day; all others are the duration's. */
const OF_DATE = new Set(['future_date', 'date_invalid']);

/** Reads a form with the grammar of the command: its duration means what it means there. */
export function readForm(
  { duration, date, description = '' }: FormValues,
  context: CommandContext,
): ReadForm {
  const command = parse(`${date} ${duration}`, context);
  if (command.kind === 'problem') {
    const { code, message, example } = command;
    if (OF_DATE.has(code)) return { errors: { date: message } };
    return { errors: { duration: `${message} For example: ${example.split(/[ :]/)[0]}` } };
  }
  const isMore = command.kind !== 'log' || command.project || command.client || command.description !== '';
  if (isMore) return { errors: { duration: 'Only a duration or a range belongs here.' } };
  const log = { ...command, description, when: endingNow(command, context) };
  return { log: { ...log, input: echo(log) } };
}

/** What is logged for today has just ended, if it began today. */
function endingNow(log: Log, context: CommandContext): Log['when'] {
  if (log.when.kind !== 'day' || log.when.date !== todayOf(context)) return log.when;
  const now = { kind: 'ends_now' } as const;
  const placement = placedByItself({ ...log, when: now }, context.now);
  const isToday = placement && localDate(placement.startedAt, context.zone) === log.when.date;
  return isToday ? now : log.when;
}
