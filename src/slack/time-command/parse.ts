import type { Command, CommandContext } from './command';
import { explain } from './explain';
import { fault } from './item';
import { keywordOf } from './keywords';
import { readLog } from './log';
import { normalise } from './normalise';

/** The longest input, in UTF-16 units. */
export const LONGEST_INPUT = 3000;

const NOTHING = /^(log)?$/i;

/**
 * Reads the text of a `/time` command as Slack sends it, without the command's name. It never throws, and takes time in
 * proportion to the text.
 * @param raw with Slack's escapes
 * @param context the user's instant and zone: days and times of the text are local there
 */
export function parse(raw: string, context: CommandContext): Command {
  const input = normalise(raw.slice(0, LONGEST_INPUT));
  if (raw.length > LONGEST_INPUT) {
    const end = input.text.length;
    return explain(fault('input_too_long', { start: end, end }), input, context);
  }
  if (NOTHING.test(input.folded)) return { kind: 'form' };
  const keyword = keywordOf(input.folded);
  if (keyword) return { kind: keyword };
  const log = readLog(input, context);
  return log.kind === 'log' ? log : explain(log, input, context);
}
