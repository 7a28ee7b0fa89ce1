import { Injectable, Logger } from '@nestjs/common';
import type { BackgroundTask } from '../../common/background/background-task';
import { nextSlot } from '../../common/background/schedule';
import { Clock } from '../../common/clock';
import { TaskRegistry } from './task-registry';
import { TaskRepository } from './task.repository';

/** Which attempt at a slot this is, from 1. */
export interface Attempt {
  number: number;
  isLast: boolean;
}

/** Runs tasks, logs how they go, and moves them on to their next slot: what was missed meanwhile is run once. */
@Injectable()
export class TaskRunner {
  private readonly logger = new Logger('BackgroundTask');
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly tasks: TaskRegistry,
    private readonly rows: TaskRepository,
    private readonly clock: Clock,
  ) {}

  /** Runs the task if it is due. @throws what the task throws, so that it is tried again */
  async run(name: string, attempt: Attempt): Promise<void> {
    const run = this.runIfDue(name, attempt);
    this.running.add(run);
    try {
      await run;
    } finally {
      this.running.delete(run);
    }
  }

  /** Resolves when nothing runs. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.running);
  }

  private async runIfDue(name: string, attempt: Attempt): Promise<void> {
    const task = this.tasks.get(name);
    const slot = await this.rows.start(name, this.clock.now());
    if (slot === undefined) {
      this.logger.debug({ task: name }, 'task is not due any more');
      return;
    }
    await this.runFor(slot, name, task, attempt);
  }

  private async runFor(slot: Date, name: string, task: BackgroundTask, attempt: Attempt): Promise<void> {
    const facts = { task: name, slot, attempt: attempt.number };
    const began = performance.now();
    const seconds = (): number => Math.round(performance.now() - began) / 1000;
    this.logger.log(facts, 'task started');
    try {
      const result = await task.run(slot);
      const now = this.clock.now();
      await this.rows.finish(name, slot, { at: now, result, nextRunAt: nextSlot(task.schedule, now) });
      this.logger.log({ ...facts, ...result, seconds: seconds() }, 'task finished');
    } catch (error) {
      const outlook = attempt.isLast
        ? 'task failed, and waits for its next slot'
        : 'task failed, and is retried';
      this.logger.error({ ...facts, seconds: seconds(), err: error }, outlook);
      await this.noteFailure(slot, name, task, attempt, error);
      throw error;
    }
  }

  private async noteFailure(
    slot: Date,
    name: string,
    { schedule }: BackgroundTask,
    { isLast }: Attempt,
    error: unknown,
  ): Promise<void> {
    const at = this.clock.now();
    const nextRunAt = isLast ? nextSlot(schedule, at) : undefined;
    await this.rows.finish(name, slot, { at, error: String(error), nextRunAt });
  }
}
