import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Clock } from '../../common/clock';
import { Conflict, Unavailable } from '../../common/errors/problem';
import { assertUsable } from '../connections/account-state';
import { SLOT_PATIENCE, SLOT_POLL } from '../connections/request-slots';
import { ProviderRegistry } from '../provider/provider-registry';
import { type Lease, LeaseRepository } from './lease.repository';
import type { SyncTrigger } from './sync-run.entity';
import { type FinishedRun, SyncRunner } from './sync-runner';

const HEARTBEAT = 10_000;

/** Which calendar is to be synced, and why. */
export interface SyncRequest {
  calendarId: string;
  /** The calendar has to be this user's and this provider's, else it does not exist. */
  userId: string;
  provider: string;
  trigger: SyncTrigger;
}

/** Brings one calendar up to date: takes its lease, keeps it alive, lets the runner work. */
@Injectable()
export class SyncService {
  constructor(
    private readonly providers: ProviderRegistry,
    private readonly leases: LeaseRepository,
    private readonly runner: SyncRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * Syncs now and waits for the end.
   * @throws NotFound, Conflict `sync_in_progress` or `needs_reauth`, Unavailable while the provider asked for patience
   *   or the account has its fill of runs, and the errors of the provider port
   */
  async sync(request: SyncRequest): Promise<FinishedRun> {
    this.providers.get(request.provider);
    const lease = await this.takeLease(request);
    const heartbeat = setInterval(() => this.giveSignOfLife(lease), HEARTBEAT);
    try {
      return await this.runner.run(lease);
    } finally {
      clearInterval(heartbeat);
    }
  }

  /** The calendar is read again while we wait: its cursor and its account may have moved on. */
  private async takeLease(request: SyncRequest): Promise<Lease> {
    const giveUpAt = Date.now() + SLOT_PATIENCE;
    for (;;) {
      const calendar = await this.leases.load(request);
      assertUsable(calendar.oauthAccount);
      const lease = await this.leases.take(calendar, request.trigger, this.clock.now());
      if (lease === 'in_progress') {
        throw new Conflict('This calendar is being synchronised already.', 'sync_in_progress');
      }
      if (lease !== 'no_slot') return lease;
      if (Date.now() > giveUpAt)
        throw new Unavailable('Other calendars of this account are being synchronised.');
      await sleep(SLOT_POLL);
    }
  }

  /** A failure here needs no answer: if it lasts, the lease runs out and the next page is refused by its fence. */
  private giveSignOfLife(lease: Lease): void {
    this.leases.renew(lease).catch(() => undefined);
  }
}
