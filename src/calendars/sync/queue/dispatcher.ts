import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { Clock } from '../../../common/clock';
import { backgroundConfig } from '../../../config/background.config';
import { ProviderRegistry } from '../../provider/provider-registry';
import { CalendarSyncQueue } from './calendar-sync.queue';
import { ClaimRepository } from './claim.repository';

/** Finds out which runs are due, and tells the queue. It remembers nothing: rows are the truth. */
@Injectable()
export class Dispatcher {
  private readonly logger = new Logger('Schedule');

  constructor(
    private readonly claims: ClaimRepository,
    private readonly queue: CalendarSyncQueue,
    private readonly providers: ProviderRegistry,
    private readonly clock: Clock,
    @Inject(backgroundConfig.KEY) private readonly config: ConfigType<typeof backgroundConfig>,
  ) {}

  /**
   * Runs that were dispatched but have not begun are told again each time, for Redis may have lost them.
   * @returns whether more waits for a place
   * @throws what the database or the queue throws
   */
  async dispatch(): Promise<boolean> {
    const now = this.clock.now();
    const recovered = await this.claims.recover(now);
    if (recovered > 0) this.logger.warn({ recovered }, 'runs of a process that ended wait again');
    const more = await this.claims.claim(now, this.config.syncInFlight, this.providers.configured());
    await this.queue.tell(await this.claims.inFlight());
    return more;
  }
}
