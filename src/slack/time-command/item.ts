import type { Note, Pointer } from './command';
import type { ProblemCode } from './problem-texts';

/** A length of work. */
export interface DurationItem {
  kind: 'duration';
  pointer: Pointer;
  minutes: number;
  /** Whole hours and no minutes, such as `2h`: a bare number after it may be its minutes. */
  hoursOnly: boolean;
  notes: Note[];
}

/** Local times in minutes after midnight; a stop above 24 × 60 is on the next day. */
export interface RangeItem {
  kind: 'range';
  pointer: Pointer;
  start: number;
  stop: number;
}

/** A local date, `YYYY-MM-DD`. */
export interface DayItem {
  kind: 'day';
  pointer: Pointer;
  date: string;
}

export interface ProjectItem {
  kind: 'project';
  pointer: Pointer;
  word: string;
}

export interface ClientItem {
  kind: 'client';
  pointer: Pointer;
  word: string;
}

export type Item = DurationItem | RangeItem | DayItem | ProjectItem | ClientItem;

/** What may be written instead of a part of the input. It is dropped if the command would not work. */
export interface Replacement {
  text: string;
  /** Without it, the fault's. */
  pointer?: Pointer;
  /** What a button shows; without it, the command in full. */
  label?: string;
}

/** Something that is recognised but not accepted. */
export interface Fault {
  kind: 'fault';
  code: ProblemCode;
  pointer: Pointer;
  /** Says more than the text of the code. */
  message?: string;
  replacements?: Replacement[];
}

/** Makes a fault at a place of the input. */
export function fault(code: ProblemCode, pointer: Pointer, more: Partial<Fault> = {}): Fault {
  return { ...more, kind: 'fault', code, pointer };
}

/**
 * Looks for one form at an offset of the folded text.
 * @returns undefined if it is not there
 */
export type Recogniser = (text: string, at: number, today: string) => Item | Fault | undefined;
