import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Ticker } from '../../../common/background/ticker';
import { backgroundConfig } from '../../../config/background.config';
import { Dispatcher } from './dispatcher';

const EVERY_MS = 2_000;
/** Places that become free within this time are given away together. */
const REFILL_MS = 50;

/** Dispatches what is due every 2 seconds in every worker, and sooner while runs wait for a place. */
@Injectable()
export class SyncTick implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly ticker: Ticker;
  private more = false;

  constructor(
    dispatcher: Dispatcher,
    private readonly scheduler: SchedulerRegistry,
    @Inject(backgroundConfig.KEY) private readonly config: ConfigType<typeof backgroundConfig>,
  ) {
    this.ticker = new Ticker('calendar-sync', EVERY_MS, async () => {
      this.more = await dispatcher.dispatch();
    });
  }

  onApplicationBootstrap(): void {
    if (this.config.works) this.scheduler.addInterval('calendar-sync', this.ticker.start());
  }

  /**
   * A run is over, so one that waits may have its place.
   * @param ofBatch whether an admin's batch asked for it: then more may wait than this process has seen
   */
  freed(ofBatch: boolean): void {
    if (this.more || ofBatch) this.ticker.soon(REFILL_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ticker.stop();
  }
}
