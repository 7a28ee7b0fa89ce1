import type { CommandContext, Log, Pointer, Reading } from '../../time-command/command';
import { parse } from '../../time-command/parse';
import {
  type Catalogue,
  resolveTargets,
  type TargetChoice,
  type TargetProblem,
} from '../../time-command/resolve-targets';
import { PROBLEM_TEXTS } from '../../time-command/problem-texts';
import { rewritten } from '../../time-command/rewritten';
import { slugOf } from '../../time-command/slug';
import type { Trouble } from '../reply/problem-reply';

/** Why a log's words match no project or client, or several, with whole commands that match one. */
export function targetTrouble(
  log: Log,
  problem: TargetProblem,
  catalogue: Catalogue,
  context: CommandContext,
): Trouble {
  const { code, message, word, suggestion, choices = [] } = problem;
  const suggested =
    suggestion === undefined
      ? []
      : [{ label: suggestion, command: rewritten(log.input, word.pointer, suggestion) }];
  const chosen = choices.map((choice) => readingOf(log, choice, catalogue, context));
  return {
    code,
    message,
    input: log.input,
    pointer: word.pointer,
    example: PROBLEM_TEXTS[code].example,
    readings: [...suggested, ...chosen],
  };
}

/** By names that people can read, if these suffice; else by id. */
function readingOf(log: Log, choice: TargetChoice, catalogue: Catalogue, context: CommandContext): Reading {
  const byName = commandFor(log, namesOf(choice, catalogue));
  const read = parse(byName, context);
  const found = read.kind === 'log' ? resolveTargets(read, catalogue) : undefined;
  const suffices =
    found?.kind === 'targets' && found.projectId === choice.projectId && found.clientId === choice.clientId;
  return { label: choice.label, command: suffices ? byName : commandFor(log, idOf(choice)) };
}

function namesOf({ projectId, clientId }: TargetChoice, { projects, clients }: Catalogue): string {
  const project = projects.find(({ id }) => id === projectId);
  const client = clients.find(({ id }) => id === clientId);
  const words = [project && `#${slugOf(project.name)}`, client && `@${slugOf(client.name)}`];
  return words.filter((word) => word !== undefined).join(' ');
}

function idOf({ projectId, clientId }: TargetChoice): string {
  return projectId === null ? `@${clientId}` : `#${projectId}`;
}

/** The same command with other words for project and client. */
function commandFor({ input, project, client }: Log, words: string): string {
  const [first, second] = [project?.pointer, client?.pointer]
    .filter((pointer): pointer is Pointer => pointer !== undefined)
    .sort((one, other) => one.start - other.start);
  // The later one first, so that the pointer of the earlier one stays right.
  const rest = first && second ? rewritten(input, second, '') : input;
  return first ? rewritten(rest, first, words).replace(/ {2,}/, ' ') : input;
}
