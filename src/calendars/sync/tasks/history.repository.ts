import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const REMOVE_RUNS = `
DELETE FROM sync_runs WHERE id IN (
  SELECT run.id FROM sync_runs run
  WHERE run.finished_at < $1 AND (run.status <> 'success' OR EXISTS (
    SELECT FROM sync_runs later WHERE later.calendar_id = run.calendar_id AND later.status = 'success'
      AND (later.requested_at, later.id) > (run.requested_at, run.id)))
  LIMIT $2 FOR UPDATE OF run SKIP LOCKED)`;

const REMOVE_BATCHES = `
DELETE FROM sync_batches WHERE id IN (
  SELECT id FROM sync_batches WHERE created_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`;

/** Removes old runs and batches. */
@Injectable()
export class HistoryRepository {
  constructor(private readonly database: DataSource) {}

  /** Removes up to `limit` runs that were over before `then`, but no calendar's last success. @returns how many */
  async removeRuns(then: Date, limit: number): Promise<number> {
    const [, removed] = await this.database.query<[unknown, number]>(REMOVE_RUNS, [then, limit]);
    return removed;
  }

  /** Removes up to `limit` batches that were asked for before `then`; their runs stay. @returns how many */
  async removeBatches(then: Date, limit: number): Promise<number> {
    const [, removed] = await this.database.query<[unknown, number]>(REMOVE_BATCHES, [then, limit]);
    return removed;
  }
}
