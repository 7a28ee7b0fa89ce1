import { ValidationFailed } from '../../common/errors/problem';

const MINUTE_MS = 60_000;

/**
 * The longest entry: 31 days, in minutes. Anything longer is a slip of the keyboard. Prices stay safe integers by it, and
 * overlaps are looked for no further back; so the database refuses longer entries too.
 */
export const LONGEST_MINUTES = 31 * 24 * 60;

/** When the work was done, and how long it took in whole minutes. */
export interface Span {
  startedAt: Date;
  endedAt: Date;
  durationMinutes: number;
}

/** The end of a span, or its duration, or both when they agree. */
export interface SpanEnd {
  endedAt?: Date;
  durationMinutes?: number;
}

/** The time between two instants in whole minutes, rounded, at least one. */
export function minutesBetween(start: Date, end: Date): number {
  return Math.max(1, Math.round((end.getTime() - start.getTime()) / MINUTE_MS));
}

/** Whether the time between two instants is short enough for an entry: at most 31 days, in rounded minutes. */
export function fitsInEntry(start: Date, end: Date): boolean {
  return minutesBetween(start, end) <= LONGEST_MINUTES;
}

/**
 * Completes a span from its start and its end or duration.
 * @throws ValidationFailed when neither is given, when they contradict each other, when the end is not after the
 * start, or when the span is longer than 31 days
 */
export function toSpan(startedAt: Date, { endedAt, durationMinutes }: SpanEnd): Span {
  if (endedAt !== undefined) return spanTo(endedAt, startedAt, durationMinutes);
  if (durationMinutes === undefined) {
    throw ValidationFailed.at('/ended_at', 'is needed, or else duration_minutes');
  }
  if (durationMinutes > LONGEST_MINUTES) {
    throw ValidationFailed.at('/duration_minutes', `must be at most ${LONGEST_MINUTES}`);
  }
  return { startedAt, endedAt: new Date(startedAt.getTime() + durationMinutes * MINUTE_MS), durationMinutes };
}

function spanTo(endedAt: Date, startedAt: Date, durationMinutes: number | undefined): Span {
  if (endedAt <= startedAt) throw ValidationFailed.at('/ended_at', 'must be after started_at');
  if (!fitsInEntry(startedAt, endedAt)) {
    throw ValidationFailed.at('/ended_at', 'must be at most 31 days after started_at');
  }
  const minutes = minutesBetween(startedAt, endedAt);
  if (durationMinutes !== undefined && durationMinutes !== minutes) {
    throw ValidationFailed.at(
      '/duration_minutes',
      `contradicts started_at and ended_at, which are ${minutes} minutes apart`,
    );
  }
  return { startedAt, endedAt, durationMinutes: minutes };
}
