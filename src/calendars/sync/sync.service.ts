import { Injectable } from '@nestjs/common';
import { NotFound, Unavailable } from '../../common/errors/problem';
import { SLOT_PATIENCE_MS } from '../connections/request-slots';
import { ProviderRegistry } from '../provider/provider-registry';
import { LeaseKeeper } from './lease-keeper';
import { RunRepository } from './run.repository';
import { RunFailed } from './run-failed';
import { SyncAdmission } from './sync-admission';
import { SyncInProgress } from './sync-in-progress';
import type { SyncRequest } from './sync-request';
import { type FinishedRun, SyncRunner } from './sync-runner';

/** Brings one calendar up to date, for somebody who waits for the answer or for the queue. */
@Injectable()
export class SyncService {
  constructor(
    private readonly providers: ProviderRegistry,
    private readonly admission: SyncAdmission,
    private readonly leases: LeaseKeeper,
    private readonly runner: SyncRunner,
    private readonly runs: RunRepository,
  ) {}

  /**
   * Syncs now and waits for the end.
   * @throws NotFound, Conflict `sync_in_progress` or `needs_reauth`, Unavailable while the provider asked for
   *   patience or all slots of the account are taken, and the errors of the provider port
   */
  async sync(request: SyncRequest): Promise<FinishedRun> {
    this.providers.get(request.provider);
    try {
      const lease = await this.admission.admit(request, SLOT_PATIENCE_MS);
      if (lease === 'in_progress') throw new SyncInProgress();
      if (lease === 'no_slot')
        throw new Unavailable('Other calendars of this account are being synchronised.');
      return await this.leases.during(lease, () => this.runner.run(lease));
    } catch (error) {
      throw error instanceof RunFailed ? error.reason : error;
    }
  }

  /**
   * Carries out a run that waits. Its outcome is stored; a run that is over or gone is left alone.
   * @throws only what kept the outcome from being stored
   */
  async carryOut(runId: string): Promise<void> {
    const request = await this.runs.waiting(runId);
    if (!request) return;
    try {
      const lease = await this.admission.admit(request, 0);
      if (typeof lease === 'string') await this.runs.putBack(runId);
      else await this.leases.during(lease, () => this.runner.run(lease));
    } catch (error) {
      // A calendar that is gone took its runs along.
      if (!(error instanceof RunFailed || error instanceof NotFound)) throw error;
    }
  }
}
