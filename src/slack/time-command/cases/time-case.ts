import type { CommandContext, Keyword, Note } from '../command';
import type { ProblemCode } from '../problem-texts';

/** When and where the cases are typed: Friday, 20 March 2026, four in the afternoon in Berlin. */
export const CASE_CONTEXT: CommandContext = { now: new Date('2026-03-20T15:00:00Z'), zone: 'Europe/Berlin' };

/** What a log means, as the command that says it in full, and what is said beside it. */
export interface LogCase {
  log: string;
  notes?: Note['code'][];
}

/** Why nothing is stored, what the problem points at, and the commands that it offers. */
export interface ProblemCase {
  problem: ProblemCode;
  at?: string;
  readings?: string[];
  suggestion?: string;
}

/** One line of the grammar's table: tests prove it, and the help shows those with `help`. */
export interface TimeCase {
  input: string;
  gives: LogCase | ProblemCase | { command: Keyword | 'form' };
  help?: string;
}
