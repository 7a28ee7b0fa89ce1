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

/** Looks every second, in every worker, which messages are due, and adds their jobs. Rows are the truth. */
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

  /** A message is done: its place is free for a waiting one, and its person may soon get the next one. */
  freed(): void {
    this.ticker.soon(this.more ? REFILL_MS : NEXT_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ticker.stop();
  }

  /** Messages with a place that no worker has begun are added again each time, in case Redis has lost their jobs. */
  private async dispatch(): Promise<void> {
    const now = this.clock.now();
    for (const { id, type } of await this.claims.recover(now)) {
      this.logger.warn({ notificationId: id, type, status: 'unconfirmed' }, 'notification was being sent');
    }
    this.more = await this.claims.claim(now, IN_FLIGHT);
    await this.queue.tell(await this.claims.inFlight());
  }
}
