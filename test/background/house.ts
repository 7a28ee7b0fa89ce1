import { getQueueToken } from '@nestjs/bull';
import { Injectable, Module, type Type } from '@nestjs/common';
import type { Queue } from 'bull';
import { AppModule } from '../../src/app.module';
import { type BackgroundTask, RunsInBackground } from '../../src/common/background/background-task';
import type { Service } from '../harness/service';

const HOUR = new Date().getUTCHours();
/** Once a day, half a day away whenever the tests run: no slot comes while they do. */
export const DAILY = `0 ${(HOUR + 12) % 24} * * *`;
/** An hour after that. */
export const DAILY_LATER = `0 ${(HOUR + 13) % 24} * * *`;

/** What a task of a test does. */
export type Deed = (slot: Date) => Promise<Record<string, number>> | Record<string, number>;

/** The house with one more task. */
export function houseWithTask(name: string, schedule: string, deed: Deed = () => ({})): Type {
  @Injectable()
  @RunsInBackground(name)
  class Task implements BackgroundTask {
    readonly schedule = schedule;
    async run(slot: Date): Promise<Record<string, number>> {
      return deed(slot);
    }
  }

  @Module({ providers: [Task] })
  class TaskModule {}

  @Module({ imports: [AppModule, TaskModule] })
  class House {}
  return House;
}

/** When a task is due, and how it went last. */
export interface TaskRow {
  schedule: string;
  next_run_at: Date;
  last_started_at: Date | null;
  last_finished_at: Date | null;
  last_result: Record<string, number> | null;
  last_error: string | null;
}

/** The row of a task. */
export async function rowOf(service: Service, name: string): Promise<TaskRow> {
  const [row] = await service.sql<TaskRow>('SELECT * FROM background_tasks WHERE name = $1', [name]);
  return row!;
}

/** Makes a task due since `slot`. */
export async function makeDue(service: Service, name: string, slot = service.clock.now()): Promise<void> {
  await service.sql('UPDATE background_tasks SET next_run_at = $2 WHERE name = $1', [name, slot]);
}

/** Lets a failed job be tried again at once, not after seconds. */
export function retryAtOnce(service: Service): void {
  const queue = service.app.get<Queue & { settings: { backoffStrategies: object } }>(
    getQueueToken('background-tasks'),
    { strict: false },
  );
  Object.assign(queue.settings.backoffStrategies, { jittered: () => 10 });
}
