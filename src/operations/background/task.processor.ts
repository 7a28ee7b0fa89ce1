import { Process, Processor } from '@nestjs/bull';
import type { BeforeApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import type { Job, Queue } from 'bull';
import { stopWorking } from '../../common/queue/worker.queue';
import { TaskRunner } from './task-runner';
import { TASK_QUEUE } from './task.queue';

/** Tasks that one process runs at the same time: a long one must not hold up the others. */
const CONCURRENCY = 4;

/** The door through which due tasks come to this worker. */
@Processor(TASK_QUEUE)
export class TaskProcessor implements OnModuleDestroy, BeforeApplicationShutdown {
  /** How long tasks under way may take when the process ends. Tests set less. */
  patienceMs = 8_000;
  private ending: Promise<void> | undefined;

  constructor(
    private readonly runner: TaskRunner,
    private readonly queue: Queue,
  ) {}

  @Process({ name: '*', concurrency: CONCURRENCY })
  async process({ name, attemptsMade, opts }: Job): Promise<void> {
    const number = attemptsMade + 1;
    await this.runner.run(name, { number, isLast: number >= (opts.attempts ?? 1) });
  }

  /** The earliest hook, so that all processors wait for their work at the same time, not one after the other. */
  onModuleDestroy(): void {
    this.ending = stopWorking(this.queue, () => this.runner.settled(), this.patienceMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ending;
  }
}
