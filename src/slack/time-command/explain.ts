import { LONGEST_LABEL, LONGEST_VALUE } from '../text/button-limits';
import { clip } from '../text/clip';
import type { CommandContext, Log, Problem, Reading } from './command';
import { echo } from './echo';
import type { Fault, Replacement } from './item';
import { nearKeyword } from './keywords';
import { readLog } from './log';
import { withTimeInFront } from './misplaced';
import { type Normalised, normalise } from './normalise';
import { PROBLEM_TEXTS } from './problem-texts';
import { rewritten } from './rewritten';

/** Turns a fault into what people are told, with the readings and the suggestion that work. */
export function explain(fault: Fault, input: Normalised, context: CommandContext): Problem {
  const { pointer, replacements = [] } = fault;
  const readings = replacements.flatMap((replacement) => {
    const place = replacement.pointer ?? pointer;
    return readingsOf(replacement, rewritten(input.text, place, replacement.text), context);
  });
  const misplaced = isWithoutTime(fault) ? withTimeInFront(input.text, input.folded) : undefined;
  const inFront = misplaced !== undefined && works(misplaced, context) ? misplaced : undefined;
  // "status meeting 2h" is no command that was spelled wrongly.
  const code = inFront === undefined ? fault.code : 'duration_missing';
  const suggestion = code === 'unknown_command' ? nearKeyword(input.folded) : inFront;
  const { message, example } = PROBLEM_TEXTS[code];
  return {
    kind: 'problem',
    code,
    message: fault.message ?? message,
    input: input.text,
    pointer,
    example,
    ...(suggestion !== undefined && { suggestion }),
    ...(readings.length > 0 && { readings }),
  };
}

function isWithoutTime({ code }: Fault): boolean {
  return code === 'duration_missing' || code === 'unknown_command';
}

function readingsOf({ label }: Replacement, command: string, context: CommandContext): Reading[] {
  const log = works(command, context);
  return log ? [{ label: clip(label ?? echo(log), LONGEST_LABEL), command }] : [];
}

function works(command: string, context: CommandContext): Log | undefined {
  if (command.length > LONGEST_VALUE) return undefined;
  const log = readLog(normalise(command), context);
  return log.kind === 'log' ? log : undefined;
}
