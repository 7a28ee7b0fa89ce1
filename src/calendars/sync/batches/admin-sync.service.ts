import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../common/clock';
import { NotFound } from '../../../common/errors/problem';
import { ProviderRegistry } from '../../provider/provider-registry';
import { Dispatcher } from '../queue/dispatcher';
import { type BatchFilter, type BatchProgress, SyncBatchRepository } from './sync-batch.repository';

/** Syncs of many calendars that an admin asks for. */
@Injectable()
export class AdminSyncService {
  private readonly logger = new Logger('Sync');

  constructor(
    private readonly providers: ProviderRegistry,
    private readonly batches: SyncBatchRepository,
    private readonly dispatcher: Dispatcher,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores the batch; workers carry it out.
   * @throws NotFound for a provider that there is not, ProviderNotConfigured
   */
  async request(adminId: string, filter: BatchFilter): Promise<{ batchId: string; queued: number }> {
    if (filter.provider !== undefined) this.providers.get(filter.provider);
    const batch = await this.batches.create(adminId, filter, this.clock.now());
    // The request does not wait for Redis: what it does not learn now, the next tick of a worker tells it.
    this.dispatcher.dispatch().catch((error: unknown) => {
      this.logger.warn({ batchId: batch.batchId, err: error }, 'queue not told of a batch');
    });
    return batch;
  }

  /** @throws NotFound */
  async progress(batchId: string): Promise<BatchProgress> {
    const progress = await this.batches.progress(batchId);
    if (!progress) throw new NotFound('The batch');
    return progress;
  }
}
