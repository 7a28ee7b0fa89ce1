import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Clock } from '../../common/clock';
import { Conflict, Unavailable } from '../../common/errors/problem';
import type { CalendarIntegration } from '../calendar-integration.entity';
import { AccountAccess } from '../connections/account-access';
import { assertUsable } from '../connections/account-state';
import { SLOT_PATIENCE, SLOT_POLL } from '../connections/request-slots';
import { toFailure } from './failure';
import { type Lease, LeaseRepository } from './lease.repository';
import { RunRepository } from './run.repository';
import type { SyncTrigger } from './sync-run.entity';

/** Which calendar is to be synced, and why. */
export interface SyncRequest {
  calendarId: string;
  /** The calendar has to be this user's and this provider's, else it does not exist. */
  userId: string;
  provider: string;
  trigger: SyncTrigger;
}

/**
 * Lets runs begin: a usable account, a fresh token, the calendar's lease and one of the account's slots. The token comes
 * first: whoever waits for its renewal asks nothing of the account meanwhile, and needs no slot.
 */
@Injectable()
export class SyncAdmission {
  constructor(
    private readonly leases: LeaseRepository,
    private readonly accounts: AccountAccess,
    private readonly runs: RunRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Waits up to 10 seconds for a slot; the calendar is read again meanwhile, for its account may have moved on.
   * @throws NotFound, Conflict `sync_in_progress` or `needs_reauth`, Unavailable, and what renewing a token throws
   */
  async admit(request: SyncRequest): Promise<Lease> {
    for (let giveUpAt: number | undefined; ;) {
      const calendar = await this.leases.load(request);
      assertUsable(calendar.oauthAccount);
      if (await this.freshen(calendar, request.trigger)) continue;
      const lease = await this.leases.take(calendar, request.trigger, this.clock.now());
      if (lease === 'in_progress') {
        throw new Conflict('This calendar is being synchronised already.', 'sync_in_progress');
      }
      if (lease !== 'no_slot') return lease;
      giveUpAt ??= Date.now() + SLOT_PATIENCE;
      if (Date.now() > giveUpAt) {
        throw new Unavailable('Other calendars of this account are being synchronised.');
      }
      await sleep(SLOT_POLL);
    }
  }

  /** A run that gets no token has failed before it began: the history says so. */
  private async freshen(calendar: CalendarIntegration, trigger: SyncTrigger): Promise<boolean> {
    try {
      return await this.accounts.freshen(calendar.oauthAccount);
    } catch (error) {
      const now = this.clock.now();
      await this.runs.failBeforeStart(calendar, trigger, toFailure(error, calendar.failureCount, now), now);
      throw error;
    }
  }
}
