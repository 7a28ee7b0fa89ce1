import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../common/clock';
import { assertUsable } from '../../connections/account-state';
import { ProviderRegistry } from '../../provider/provider-registry';
import { CalendarSyncQueue, type RunInFlight } from '../queue/calendar-sync.queue';
import { LeaseRepository } from '../lease.repository';
import { SyncInProgress } from '../sync-in-progress';
import { PRIORITY } from '../sync-request';
import { SyncRequestRepository } from './sync-request.repository';

/** Syncs that a person asks for without waiting for the end. */
@Injectable()
export class SyncRequestsService {
  private readonly logger = new Logger('Sync');

  constructor(
    private readonly providers: ProviderRegistry,
    private readonly leases: LeaseRepository,
    private readonly requests: SyncRequestRepository,
    private readonly queue: CalendarSyncQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores the request and tells the workers. What a request that waits for the end would be refused for at once, is
   * refused here as well.
   * @returns the job's id; a request that waits already is the same job
   * @throws NotFound, SyncInProgress, ReauthorizationRequired, StillThrottled
   */
  async request(wanted: { userId: string; provider: string; calendarId: string }): Promise<string> {
    this.providers.get(wanted.provider);
    const calendar = await this.leases.load(wanted);
    assertUsable(calendar.oauthAccount);
    if (calendar.leaseExpiresAt && calendar.leaseExpiresAt.getTime() > Date.now()) throw new SyncInProgress();
    const dispatchedAt = this.clock.now();
    const runId = await this.requests.enter(calendar.id, dispatchedAt);
    this.hint({ runId, provider: wanted.provider, priority: PRIORITY.manual, dispatchedAt });
    return runId;
  }

  /** The request does not wait for Redis: what it does not learn now, the next tick of a worker tells it. */
  private hint(run: RunInFlight): void {
    this.queue.tell([run]).catch((error: unknown) => {
      this.logger.warn({ runId: run.runId, err: error }, 'queue not told of a run');
    });
  }
}
