import { DAY_CASES } from './day.cases';
import { DURATION_CASES } from './duration.cases';
import { RANGE_CASES } from './range.cases';
import type { TimeCase } from './time-case';
import { WORD_CASES } from './word.cases';

/** The grammar as a table: what tests prove, what the help shows, and what the documentation lists. */
export const TIME_CASES: readonly TimeCase[] = [
  ...DURATION_CASES,
  ...RANGE_CASES,
  ...DAY_CASES,
  ...WORD_CASES,
];
