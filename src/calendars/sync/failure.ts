import { Problem, Unavailable } from '../../common/errors/problem';
import {
  CalendarGone,
  ProviderMisconfigured,
  ProviderNotConfigured,
  RateLimited,
  ReauthorizationRequired,
} from '../provider/provider-errors';
import { LeaseLost } from './lease-lost';

const MINUTE_MS = 60_000;
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;

/** How a run failed, and what follows from it for the calendar. */
export interface Failure {
  code: string;
  detail: string;
  /** False when it says nothing about the calendar's health: throttling, our own fault, a lost lease. */
  counts: boolean;
  /** Whether another attempt a few seconds later may well succeed. */
  transient: boolean;
  calendarGone: boolean;
  /** How long to wait at least, as the provider or we ourselves said; 0 when nobody did. */
  patienceMs: number;
  /** When the calendar is due again; null leaves that to whoever gives consent again. */
  retryAt: Date | null;
}

/** Errors that say nothing about the health of the calendar itself. */
const BLAMELESS = [
  Unavailable,
  RateLimited,
  ReauthorizationRequired,
  ProviderMisconfigured,
  ProviderNotConfigured,
  LeaseLost,
];
/** Errors that seconds do not mend: the same request would be refused again, or has to wait for longer. */
const LASTING = [...BLAMELESS.filter((kind) => kind !== Unavailable), CalendarGone];

/**
 * What a failed run means for its calendar: the words for its owner, and when to try again (exponential from one
 * minute to an hour, or when the provider said).
 * @param failures that the calendar had in a row before this one
 */
export function toFailure(error: unknown, failures: number, now: Date): Failure {
  const problem = error instanceof Problem ? error : undefined;
  const pauseMs = Math.min(MINUTE_MS * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MS);
  const patienceMs = (problem?.retryAfterSeconds ?? 0) * 1000;
  return {
    code: problem?.code ?? 'internal_error',
    detail: problem?.detail ?? 'Something went wrong on our side.',
    counts: !isOneOf(BLAMELESS, error),
    transient: !isOneOf(LASTING, error),
    calendarGone: error instanceof CalendarGone,
    patienceMs,
    retryAt:
      error instanceof ReauthorizationRequired ? null : new Date(now.getTime() + (patienceMs || pauseMs)),
  };
}

function isOneOf(kinds: (abstract new (...args: never[]) => Error)[], error: unknown): boolean {
  return kinds.some((kind) => error instanceof kind);
}
