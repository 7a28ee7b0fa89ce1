import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ScheduledTask } from './task-registry';

const FORGET = `DELETE FROM background_tasks WHERE name <> ALL ($1)`;

const REGISTER = `
INSERT INTO background_tasks AS known (name, schedule, next_run_at)
SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[])
ON CONFLICT (name) DO UPDATE SET schedule = excluded.schedule, next_run_at = excluded.next_run_at
WHERE known.schedule <> excluded.schedule`;

// During an upgrade an older process may start last, and forget a task that only this one knows.
const DUE = `
WITH missing AS (
  INSERT INTO background_tasks (name, schedule, next_run_at)
  SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[]) ON CONFLICT (name) DO NOTHING
)
SELECT name FROM background_tasks WHERE name = ANY ($1) AND next_run_at <= $4 ORDER BY next_run_at, name`;

const START = `
UPDATE background_tasks SET last_started_at = $2 WHERE name = $1 AND next_run_at <= $2
RETURNING next_run_at AS slot`;

// A task that failed keeps the figures of its last good run.
const FINISH = `
UPDATE background_tasks SET last_finished_at = $3, last_result = coalesce($4, last_result), last_error = $5,
  next_run_at = coalesce($6, next_run_at)
WHERE name = $1 AND next_run_at = $2`;

/** How a task went. */
export interface TaskOutcome {
  at: Date;
  result?: Record<string, number>;
  error?: string;
  /** When it is due again; without it, it still is. */
  nextRunAt?: Date;
}

/** When tasks are due, and how they went last. */
@Injectable()
export class TaskRepository {
  constructor(private readonly database: DataSource) {}

  /** Makes `tasks` the known ones: adds and forgets rows; one with another schedule gets its new `nextRunAt`. */
  async register(tasks: ScheduledTask[]): Promise<void> {
    await this.database.query(FORGET, [tasks.map(({ name }) => name)]);
    await this.database.query(REGISTER, columnsOf(tasks));
  }

  /** Names of those of `tasks` that are due, the longest overdue first. */
  async due(tasks: ScheduledTask[], now: Date): Promise<string[]> {
    const rows = await this.database.query<{ name: string }[]>(DUE, [...columnsOf(tasks), now]);
    return rows.map(({ name }) => name);
  }

  /** @returns the slot that the task is due for; undefined when it is not, because another worker was faster */
  async start(name: string, now: Date): Promise<Date | undefined> {
    const [rows] = await this.database.query<[{ slot: Date }[], number]>(START, [name, now]);
    return rows[0]?.slot;
  }

  /** Records how it went, unless another worker has moved the task on from this slot. */
  async finish(name: string, slot: Date, { at, result, error, nextRunAt }: TaskOutcome): Promise<void> {
    await this.database.query(FINISH, [name, slot, at, result ?? null, error ?? null, nextRunAt ?? null]);
  }
}

function columnsOf(tasks: ScheduledTask[]): unknown[] {
  return [
    tasks.map(({ name }) => name),
    tasks.map(({ schedule }) => schedule),
    tasks.map(({ nextRunAt }) => nextRunAt),
  ];
}
