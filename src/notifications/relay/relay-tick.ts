import { type BeforeApplicationShutdown, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { SchedulerRegistry } from '@nestjs/schedule';
import { Ticker } from '../../common/background/ticker';
import type { Clock } from '../../common/clock';
import type { NotificationClaimRepository } from './notification-claim.repository';
import { NOTIFICATIONS, type NotificationQueue } from './notification.queue';

const EVERY_MS = 1_000;
/** Free places are given away together, at most this often. */
const REFILL_MS = 50;
/** After this time a person may be sent the next message. */
const NEXT_MS = 1_020;
/** Messages that all processes together have under way. */
const IN_FLIGHT = 200;

/** Looks every second in every worker who is to be told something, and tells the queue. Rows are the truth. */
export class RelayTick implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Notifications');
  private readonly ticker = new Ticker(NOTIFICATIONS, EVERY_MS, () => this.dispatch());
  private more = false;

  constructor(
    private readonly claims: NotificationClaimRepository,
    private readonly queue: NotificationQueue,
    private readonly clock: Clock,
    private readonly scheduler: SchedulerRegistry,
  ) {}

  onApplicationBootstrap(): void {
    this.scheduler.addInterval(NOTIFICATIONS, this.ticker.start());
  }

  /** A message is off: one that waits may have its place, and its person may soon have the next one. */
  freed(): void {
    this.ticker.soon(this.more ? REFILL_MS : NEXT_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ticker.stop();
  }

  /** Whatever is under way but not begun is told each time again, so that a Redis that lost it learns of it. */
  private async dispatch(): Promise<void> {
    const now = this.clock.now();
    for (const { id, type } of await this.claims.recover(now)) {
      this.logger.warn({ notificationId: id, type, status: 'unconfirmed' }, 'notification was being sent');
    }
    this.more = await this.claims.claim(now, IN_FLIGHT);
    await this.queue.tell(await this.claims.inFlight());
  }
}
