import { Injectable } from '@nestjs/common';
import { ProviderRegistry } from '../provider/provider-registry';
import { type Lease, LeaseRepository } from './lease.repository';
import { SyncAdmission, type SyncRequest } from './sync-admission';
import { type FinishedRun, SyncRunner } from './sync-runner';

const HEARTBEAT = 10_000;

/** Brings one calendar up to date: takes its lease, keeps it alive, lets the runner work. */
@Injectable()
export class SyncService {
  constructor(
    private readonly providers: ProviderRegistry,
    private readonly admission: SyncAdmission,
    private readonly leases: LeaseRepository,
    private readonly runner: SyncRunner,
  ) {}

  /**
   * Syncs now and waits for the end.
   * @throws NotFound, Conflict `sync_in_progress` or `needs_reauth`, Unavailable while the provider asked for patience
   *   or the account has its fill of runs, and the errors of the provider port
   */
  async sync(request: SyncRequest): Promise<FinishedRun> {
    this.providers.get(request.provider);
    const lease = await this.admission.admit(request);
    const heartbeat = setInterval(() => this.giveSignOfLife(lease), HEARTBEAT);
    try {
      return await this.runner.run(lease);
    } finally {
      clearInterval(heartbeat);
    }
  }

  /** A failure here needs no answer: if it lasts, the lease runs out and the next page is refused by its fence. */
  private giveSignOfLife(lease: Lease): void {
    this.leases.renew(lease).catch(() => undefined);
  }
}
