import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { persistently } from '../../common/persistently';
import { backoff } from '../../common/queue/settings.queue';
import type { CalendarIntegration } from '../calendar-integration.entity';
import type { PullOutcome } from './event-puller';
import { type Failure, toFailure } from './failure';
import type { Lease } from './lease.repository';
import { RunFailed } from './run-failed';
import { RunOutcomeRepository } from './run-outcome.repository';
import { type SyncEnded, syncEnded } from './sync-facts';
import type { SyncRequest } from './sync-request';

/** How often a queued run is tried: once, and three times again. */
export const MAX_ATTEMPTS = 4;

/**
 * Decides what the end of an attempt means, stores and logs it. It is stored even if the database has to come back
 * first.
 */
@Injectable()
export class RunOutcomes {
  private readonly logger = new Logger('Sync');

  constructor(
    private readonly rows: RunOutcomeRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns when it finished */
  async succeed(lease: Lease, { mode, counts }: PullOutcome): Promise<Date> {
    const finishedAt = this.clock.now();
    await persistently(() => this.rows.succeed(lease, mode, counts, finishedAt));
    this.logger.log({ ...factsOf(lease), mode, ...counts }, 'sync succeeded');
    tellEnd(lease.request, 'success', mode, lease.startedAt, finishedAt);
    return finishedAt;
  }

  /** @returns what to throw */
  async fail(lease: Lease, error: unknown): Promise<RunFailed> {
    const now = this.clock.now();
    const { failureCount } = lease.calendar;
    const { failure, runAfter } = judge(error, failureCount, lease.request, lease.attempt, now);
    this.log(factsOf(lease), failure, runAfter, error);
    await persistently(() =>
      runAfter ? this.rows.retry(lease, failure, runAfter, now) : this.rows.fail(lease, failure, now),
    );
    tellEnd(lease.request, runAfter ? 'retry' : 'failed', null, lease.startedAt, now);
    return new RunFailed(error);
  }

  /** The same for an attempt that did not get as far as a lease. @returns what to throw */
  async failBeforeStart(
    calendar: CalendarIntegration,
    request: SyncRequest,
    error: unknown,
  ): Promise<RunFailed> {
    const now = this.clock.now();
    const attempt = (request.queued?.attempts ?? 0) + 1;
    const { failure, runAfter } = judge(error, calendar.failureCount, request, attempt, now);
    const facts = { calendarId: calendar.id, runId: request.queued?.runId, provider: calendar.provider };
    this.log({ ...facts, attempt }, failure, runAfter, error);
    await persistently(() => this.rows.endBeforeStart(calendar, request, failure, runAfter, now));
    tellEnd(request, runAfter ? 'retry' : 'failed', null, now, now);
    return new RunFailed(error);
  }

  private log(facts: object, { code, detail }: Failure, runAfter: Date | null, error: unknown): void {
    const words = { ...facts, code, detail, runAfter };
    // Only what nobody foresaw needs its stack.
    if (code === 'internal_error') this.logger.error({ ...words, err: error }, 'sync failed');
    else this.logger.warn(words, runAfter ? 'sync failed, will be tried again' : 'sync failed');
  }
}

/** What identifies a run in the log. */
export function factsOf({ calendar, runId, request, attempt }: Lease): object {
  return { calendarId: calendar.id, runId, provider: calendar.provider, trigger: request.trigger, attempt };
}

/**
 * A run whose answer a person waits for is not tried again. A queued run has four attempts; when they are used up,
 * that counts against the calendar, whatever the last one met.
 */
function judge(
  error: unknown,
  failures: number,
  { queued }: SyncRequest,
  attempt: number,
  now: Date,
): { failure: Failure; runAfter: Date | null } {
  const failure = toFailure(error, failures, now);
  if (!queued || !failure.transient) return { failure, runAfter: null };
  if (attempt >= MAX_ATTEMPTS) return { failure: { ...failure, counts: true }, runAfter: null };
  return { failure, runAfter: new Date(now.getTime() + Math.max(backoff(attempt), failure.patienceMs)) };
}

function tellEnd(
  { provider, trigger }: SyncRequest,
  result: SyncEnded['result'],
  mode: PullOutcome['mode'] | null,
  startedAt: Date,
  endedAt: Date,
): void {
  syncEnded.tell({
    provider,
    trigger,
    result,
    mode,
    seconds: (endedAt.getTime() - startedAt.getTime()) / 1000,
  });
}
