import { Process, Processor } from '@nestjs/bull';
import type { BeforeApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import type { Job, Queue } from 'bull';
import { stopWorking } from '../../../common/queue/worker.queue';
import type { LeaseKeeper } from '../lease-keeper';
import { PRIORITY } from '../sync-request';
import type { SyncService } from '../sync.service';
import { CALENDAR_SYNC, type CalendarSyncJob } from './calendar-sync.queue';
import type { SyncTick } from './sync-tick';

/**
 * Runs that one worker carries out at a time: more than two providers have places, so that none waits for another.
 */
const CONCURRENCY = 160;
/** Longer than `EndingPatience` gives runs to finish, and `LeaseKeeper` takes to hand the rest back. */
const PATIENCE_MS = 9_000;

/** Takes jobs of all providers from the queue to the service that REST calls as well. */
@Processor(CALENDAR_SYNC)
export class CalendarSyncProcessor implements OnModuleDestroy, BeforeApplicationShutdown {
  private ending: Promise<void> | undefined;

  constructor(
    private readonly syncs: SyncService,
    private readonly tick: SyncTick,
    private readonly leases: LeaseKeeper,
    private readonly queue: Queue,
  ) {}

  @Process({ name: '*', concurrency: CONCURRENCY })
  async carryOut({ data, opts }: Job<CalendarSyncJob>): Promise<void> {
    await this.syncs.carryOut(data.runId);
    this.tick.freed(opts.priority === PRIORITY.admin);
  }

  /**
   * Takes no more jobs; runs under way end, or are handed back. This is the earliest hook: all processors end
   * together.
   */
  onModuleDestroy(): void {
    this.ending = stopWorking(this.queue, () => this.leases.letGo(), PATIENCE_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ending;
  }
}
