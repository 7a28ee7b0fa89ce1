import { Process, Processor } from '@nestjs/bull';
import type { BeforeApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import type { Job, Queue } from 'bull';
import { stopWorking } from '../../common/queue/worker.queue';
import { TaskRunner } from './task-runner';
import { TASK_QUEUE } from './task.queue';

/** Tasks that one process runs at a time: a long one must not keep the others. */
const CONCURRENCY = 4;

/** The door through which due tasks come to this worker. */
@Processor(TASK_QUEUE)
export class TaskProcessor implements OnModuleDestroy, BeforeApplicationShutdown {
  /** How long tasks under way may take to end with the process. Tests are less patient. */
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

  /** The earliest hook: so its patience runs together with that of the other processors, not after it. */
  onModuleDestroy(): void {
    this.ending = stopWorking(this.queue, () => this.runner.settled(), this.patienceMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ending;
  }
}
