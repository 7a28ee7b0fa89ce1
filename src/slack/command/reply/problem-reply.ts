import { randomUUID } from 'node:crypto';
import type { Pointer, Reading } from '../../time-command/command';
import { LONGEST_VALUE } from '../../text/button-limits';
import { PROBLEM_TEXTS, type ProblemCode } from '../../time-command/problem-texts';
import { ACTION } from '../action-ids';
import type { Button } from './block';
import { actions, button, context, sections } from './blocks';
import { fitting } from './fitting';
import { safeLine } from './safe-line';
import { type Reply, textOf } from './reply';
import { snippet } from './snippet';

/** Why nothing was done, and what to do instead. */
export interface Trouble {
  code: string;
  /** A sentence that may quote what somebody wrote. */
  message: string;
  /** What was typed, and what of it is wrong. */
  input?: string;
  pointer?: Pointer;
  /** A command that works. */
  example?: string;
  /** Commands that may have been meant: each is a button. */
  readings?: readonly Reading[];
  /** Buttons beside those of the readings. */
  buttons?: readonly Button[];
}

/** Says what is wrong, points at it, and offers what may have been meant. */
export function problemReply({ code, message, input = '', pointer, example, ...offers }: Trouble): Reply {
  const lines = [
    `:warning: ${safeLine(message)}`,
    ...(input !== '' && pointer ? [snippet(input, pointer)] : []),
    ...(example === undefined ? [] : [`For example: \`/time ${safeLine(example)}\``]),
  ];
  const buttons = fitting([...choices(offers.readings ?? []), ...(offers.buttons ?? [])]);
  return {
    text: textOf([...lines, `(${code})`]),
    blocks: [
      ...sections(lines),
      ...(buttons.length > 0 ? [actions(buttons, randomUUID())] : []),
      context(code),
    ],
  };
}

/** A problem that has nothing to do with how the command was written. */
export function refusal(code: ProblemCode, more: Partial<Trouble> = {}): Reply {
  return problemReply({ code, message: PROBLEM_TEXTS[code].message, ...more });
}

function choices(readings: readonly Reading[]): Button[] {
  return readings
    .filter(({ command }) => command.length <= LONGEST_VALUE)
    .map(({ label, command }, place) => button(`${ACTION.choice}_${place}`, label, command));
}
