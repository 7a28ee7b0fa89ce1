import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { SchedulerRegistry } from '@nestjs/schedule';
import { Ticker } from '../../common/background/ticker';
import type { Clock } from '../../common/clock';
import type { TaskRegistry } from './task-registry';
import type { TaskQueue } from './task.queue';
import type { TaskRepository } from './task.repository';

const NAME = 'background-tasks';
const EVERY_MS = 2_000;

/**
 * Queues the tasks that are due, at every tick until they have run: only a run moves a task on, so a job that Redis loses
 * is queued again by the next tick.
 */
export class TaskTick implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly ticker = new Ticker(NAME, EVERY_MS, () => this.announce());

  constructor(
    private readonly tasks: TaskRegistry,
    private readonly rows: TaskRepository,
    private readonly queue: TaskQueue,
    private readonly clock: Clock,
    private readonly scheduler: SchedulerRegistry,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.rows.register(this.tasks.scheduled(this.clock.now()));
    this.scheduler.addInterval(NAME, this.ticker.start());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ticker.stop();
  }

  private async announce(): Promise<void> {
    const now = this.clock.now();
    await this.queue.add(await this.rows.due(this.tasks.scheduled(now), now));
  }
}
