import { randomUUID } from 'node:crypto';
import { LONGEST_VALUE } from '../../text/button-limits';
import { PROBLEM_TEXTS } from '../../time-command/problem-texts';
import { ACTION } from '../action-ids';
import { actions, button, context, sections } from '../reply/blocks';
import { safeLine } from '../reply/safe-line';
import { type Reply, textOf } from '../reply/reply';
import { spokenSpan } from '../reply/spoken-span';
import type { ShownEntry } from './shown-entry';

/** Asks whether to log the same again, and shows the entry that was made first. */
export function duplicateReply(command: string, entry: ShownEntry, zone: string): Reply {
  const lines = [
    `:warning: ${PROBLEM_TEXTS.possible_duplicate.message}`,
    `${spokenSpan(entry, zone)}${entry.description === '' ? '' : `: “${safeLine(entry.description)}”`}`,
  ];
  const again = button(ACTION.again, 'Log it again', command);
  return {
    text: textOf([...lines, '(possible_duplicate)']),
    blocks: [
      ...sections(lines),
      // A command that is too long for a button can be typed again in a minute.
      ...(command.length <= LONGEST_VALUE ? [actions([again], randomUUID())] : []),
      context('possible_duplicate'),
    ],
  };
}
