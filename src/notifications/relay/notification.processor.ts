import { Process, Processor } from '@nestjs/bull';
import type { BeforeApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import type { Job, Queue } from 'bull';
import { stopWorking } from '../../common/queue/worker.queue';
import type { NotificationSender } from './notification-sender';
import { NOTIFICATIONS, type NotificationJob } from './notification.queue';
import type { RelayTick } from './relay-tick';

/** Messages that one worker sends at a time. */
const CONCURRENCY = 50;
const PATIENCE_MS = 8_000;

/** Takes jobs from the queue of messages, in workers. */
@Processor(NOTIFICATIONS)
export class NotificationProcessor implements OnModuleDestroy, BeforeApplicationShutdown {
  private ending: Promise<void> | undefined;

  constructor(
    private readonly sender: NotificationSender,
    private readonly tick: RelayTick,
    private readonly queue: Queue,
  ) {}

  @Process({ name: '*', concurrency: CONCURRENCY })
  async process({ data }: Job<NotificationJob>): Promise<void> {
    await this.sender.send(data.notificationId);
    this.tick.freed();
  }

  /** The earliest hook, so that it waits at the same time as the other processors, not after them. */
  onModuleDestroy(): void {
    this.ending = stopWorking(this.queue, () => this.sender.settled(), PATIENCE_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ending;
  }
}
