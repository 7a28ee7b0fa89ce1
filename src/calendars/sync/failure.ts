import { Problem, Unavailable } from '../../common/errors/problem';
import {
  CalendarGone,
  ProviderMisconfigured,
  RateLimited,
  ReauthorizationRequired,
} from '../provider/provider-errors';
import { LeaseLost } from './page.repository';
import type { Failure } from './run.repository';

const MINUTE = 60_000;
const LONGEST_PAUSE = 60 * MINUTE;

/** Errors that say nothing about the health of the calendar itself. */
const BLAMELESS = [Unavailable, RateLimited, ReauthorizationRequired, ProviderMisconfigured, LeaseLost];

/**
 * What a failed run means for its calendar: the words for its owner, and when to try again (exponential from one
 * minute to an hour, or when the provider said).
 * @param failures that the calendar had in a row before this one
 */
export function toFailure(error: unknown, failures: number, now: Date): Failure {
  const problem = error instanceof Problem ? error : undefined;
  const backoff = Math.min(MINUTE * 2 ** Math.min(failures, 10), LONGEST_PAUSE);
  const pause = problem?.retryAfterSeconds === undefined ? backoff : problem.retryAfterSeconds * 1000;
  return {
    code: problem?.code ?? 'internal_error',
    detail: problem?.detail ?? 'Something went wrong on our side.',
    counts: !BLAMELESS.some((kind) => error instanceof kind),
    calendarGone: error instanceof CalendarGone,
    retryAt: new Date(now.getTime() + pause),
  };
}
