import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Clock } from '../../common/clock';
import type { CalendarIntegration } from '../calendar-integration.entity';
import { AccountAccess } from '../connections/account-access';
import { assertUsable } from '../connections/account-state';
import { SLOT_POLL_MS } from '../connections/request-slots';
import { type Lease, type LeaseRefusal, LeaseRepository } from './lease.repository';
import { RunOutcomes } from './run-outcomes';
import type { SyncRequest } from './sync-request';

/**
 * Lets runs begin: a usable account, a fresh token, the calendar's lease and one of the account's slots. The token
 * comes first: while it is renewed, nothing else is asked of the account, and no slot is needed.
 */
@Injectable()
export class SyncAdmission {
  constructor(
    private readonly leases: LeaseRepository,
    private readonly accounts: AccountAccess,
    private readonly outcomes: RunOutcomes,
    private readonly clock: Clock,
  ) {}

  /**
   * The calendar is read again while it waits, for its account may have moved on.
   * @param patienceMs how long to wait for a slot
   * @throws NotFound, ReauthorizationRequired, StillThrottled, RunFailed when the token could not be renewed
   */
  async admit(request: SyncRequest, patienceMs: number): Promise<Lease | LeaseRefusal> {
    for (let giveUpAt: number | undefined; ; await sleep(SLOT_POLL_MS)) {
      const calendar = await this.freshened(request);
      const lease = await this.leases.take(calendar, request, this.clock.now());
      giveUpAt ??= Date.now() + patienceMs;
      if (lease !== 'no_slot' || Date.now() >= giveUpAt) return lease;
    }
  }

  /** The calendar with a token that lasts. A run that gets none has failed before it began: the history says so. */
  private async freshened(request: SyncRequest): Promise<CalendarIntegration> {
    for (;;) {
      const calendar = await this.leases.load(request);
      try {
        assertUsable(calendar.oauthAccount);
      } catch (error) {
        // A person who waits for the answer is simply refused; a run that waited in line ends with it.
        throw request.queued ? await this.outcomes.failBeforeStart(calendar, request, error) : error;
      }
      try {
        if (!(await this.accounts.freshen(calendar.oauthAccount))) return calendar;
      } catch (error) {
        throw await this.outcomes.failBeforeStart(calendar, request, error);
      }
    }
  }
}
