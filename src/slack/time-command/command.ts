import type { ProblemCode } from './problem-texts';

/** Whose command it is: all that parsing knows of the world. */
export interface CommandContext {
  now: Date;
  /** The user's IANA zone, such as Europe/Berlin; it must be one that exists. */
  zone: string;
}

/** A part of the normalised input, in UTF-16 units; `end` is exclusive. */
export interface Pointer {
  start: number;
  end: number;
}

/** A `#project` or `@client` as it was written, without its sign. */
export interface TargetWord {
  word: string;
  pointer: Pointer;
}

/** Something understood that is worth saying beside the result. */
export interface Note {
  code:
    'decimal_hours' | 'rounded' | 'crosses_midnight' | 'clock_change' | 'repeated_hour' | 'ends_in_future';
  text: string;
}

/** When the work was done. Dates are local, `YYYY-MM-DD`; times are local, `HH:MM`. */
export type When =
  | { kind: 'ends_now' }
  /** A day without times: it is placed when the entry is stored. */
  | { kind: 'day'; date: string }
  /** `stop` may be 24:00; if it is not later than `start` it belongs to the next day. */
  | { kind: 'range'; date: string; start: string; stop: string; startsAt: Date; endsAt: Date };

/** Work to be stored. */
export interface Log {
  kind: 'log';
  input: string;
  durationMinutes: number;
  when: When;
  project: TargetWord | null;
  client: TargetWord | null;
  /** As it was typed: it has to be escaped where it is shown. */
  description: string;
  notes: Note[];
}

/** One meaning of an ambiguous command: what a button shows, and the whole command that it sends. */
export interface Reading {
  label: string;
  command: string;
}

/** Why nothing is stored. */
export interface Problem {
  kind: 'problem';
  code: ProblemCode;
  /** A sentence for people. */
  message: string;
  input: string;
  pointer: Pointer;
  /** A command that works. */
  example: string;
  /** A command that was probably meant. */
  suggestion?: string;
  readings?: Reading[];
}

export const KEYWORDS = ['help', 'today', 'week', 'undo', 'projects', 'link', 'status'] as const;
export type Keyword = (typeof KEYWORDS)[number];

/** What a command's text means. */
export type Command = Log | Problem | { kind: Keyword } | { kind: 'form' };
