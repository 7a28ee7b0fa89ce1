import type { Log, TargetWord } from './command';
import { matching, nearestName } from './name-match';
import { PROBLEM_TEXTS, type ProblemCode } from './problem-texts';

export interface ProjectChoice {
  id: string;
  clientId: string;
  name: string;
  code?: string | null;
}

export interface ClientChoice {
  id: string;
  name: string;
  code?: string | null;
}

/** All that a user may log time for; archived ones are left out. */
export interface Catalogue {
  projects: readonly ProjectChoice[];
  clients: readonly ClientChoice[];
}

/** The project and client that the words of a log name. A project brings its client along. */
export interface Targets {
  kind: 'targets';
  projectId: string | null;
  clientId: string | null;
}

/** One of several that a word may mean. */
export interface TargetChoice {
  label: string;
  projectId: string | null;
  clientId: string;
}

/** Why a word matches no project or client, or several. */
export interface TargetProblem {
  kind: 'problem';
  code: ProblemCode;
  message: string;
  word: TargetWord;
  /** What to write in place of the word, with its sign: `#acme`. */
  suggestion?: string;
  /** What the word may mean; for a project of another client, that project. */
  choices?: TargetChoice[];
}

/**
 * Finds the project and the client that the words of a log name.
 * @param words of a log, as they were typed: accents, case and punctuation do not matter
 */
export function resolveTargets(
  { project, client }: Pick<Log, 'project' | 'client'>,
  catalogue: Catalogue,
): Targets | TargetProblem {
  const clients = client ? matching(client.word, catalogue.clients) : [];
  if (client && clients.length === 0) return unknownClient(client, catalogue);
  if (project) return resolveProject(project, clients, catalogue);
  const [only, another] = clients;
  if (client && another) {
    const choices = clients.map(({ id, name }) => ({ label: name, projectId: null, clientId: id }));
    return problem('client_ambiguous', client, { choices });
  }
  return { kind: 'targets', projectId: null, clientId: only?.id ?? null };
}

/** @param clients those that the project may belong to; none if the command names none */
function resolveProject(
  word: TargetWord,
  clients: readonly ClientChoice[],
  catalogue: Catalogue,
): Targets | TargetProblem {
  const isTheirs = ({ clientId }: ProjectChoice): boolean => clients.some(({ id }) => id === clientId);
  const theirs = clients.length > 0 ? catalogue.projects.filter(isTheirs) : catalogue.projects;
  const found = matching(word.word, theirs);
  const [only, another] = found;
  if (only && !another) return { kind: 'targets', projectId: only.id, clientId: only.clientId };
  if (only)
    return problem('project_ambiguous', word, { choices: found.map((one) => choiceOf(one, catalogue)) });
  const [elsewhere] = matching(word.word, catalogue.projects);
  if (elsewhere === undefined) return unknownProject(word, theirs, catalogue);
  const message = `That project belongs to ${clientNameOf(elsewhere, catalogue)}.`;
  return {
    ...problem('client_project_mismatch', word, { choices: [choiceOf(elsewhere, catalogue)] }),
    message,
  };
}

function unknownProject(
  word: TargetWord,
  projects: readonly ProjectChoice[],
  { clients }: Catalogue,
): TargetProblem {
  const near = nearestName(word.word, projects);
  const client = near === undefined && matching(word.word, clients).length > 0 ? `@${word.word}` : undefined;
  return unknown('project_not_found', word, near === undefined ? client : `#${near}`);
}

function unknownClient(word: TargetWord, { clients }: Catalogue): TargetProblem {
  const near = nearestName(word.word, clients);
  return unknown('client_not_found', word, near === undefined ? undefined : `@${near}`);
}

function unknown(code: ProblemCode, word: TargetWord, suggestion: string | undefined): TargetProblem {
  if (suggestion === undefined) return problem(code, word);
  const message = `${PROBLEM_TEXTS[code].message} Did you mean ${suggestion}?`;
  return { ...problem(code, word), message, suggestion };
}

function problem(code: ProblemCode, word: TargetWord, more: Partial<TargetProblem> = {}): TargetProblem {
  return { ...more, kind: 'problem', code, message: PROBLEM_TEXTS[code].message, word };
}

function choiceOf(project: ProjectChoice, catalogue: Catalogue): TargetChoice {
  const label = `${project.name} (${clientNameOf(project, catalogue)})`;
  return { label, projectId: project.id, clientId: project.clientId };
}

function clientNameOf({ clientId }: ProjectChoice, { clients }: Catalogue): string {
  return clients.find(({ id }) => id === clientId)?.name ?? 'another client';
}
