import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A run may wait before it starts, be tried again, and belong to batches that an admin asked for. */
const RUNS = `
ALTER TABLE sync_runs
  ALTER COLUMN fence DROP NOT NULL,
  ALTER COLUMN started_at DROP NOT NULL,
  ADD COLUMN provider text,
  ADD COLUMN requested_at timestamptz(3) NOT NULL DEFAULT now(),
  ADD COLUMN priority smallint NOT NULL DEFAULT 1,
  ADD COLUMN run_after timestamptz(3) NOT NULL DEFAULT now(),
  ADD COLUMN dispatched_at timestamptz(3),
  ADD COLUMN attempts smallint NOT NULL DEFAULT 0,
  ADD CONSTRAINT ck_sync_runs_started CHECK (status IN ('queued', 'failed') OR (started_at IS NOT NULL AND fence IS NOT NULL));
UPDATE sync_runs SET requested_at = started_at, run_after = started_at,
  provider = (SELECT provider FROM calendar_integrations WHERE id = calendar_id);
DROP INDEX ix_sync_runs_calendar_id_started_at_id;
CREATE INDEX ix_sync_runs_calendar_id_requested_at_id ON sync_runs (calendar_id, requested_at, id);
CREATE UNIQUE INDEX uq_sync_runs_queued ON sync_runs (calendar_id) WHERE status = 'queued';
CREATE INDEX ix_sync_runs_waiting ON sync_runs (provider, priority, requested_at) WHERE status = 'queued' AND dispatched_at IS NULL;
CREATE INDEX ix_sync_runs_in_flight ON sync_runs (calendar_id) WHERE status IN ('queued', 'running') AND dispatched_at IS NOT NULL;
CREATE INDEX ix_sync_runs_running ON sync_runs (calendar_id) WHERE status = 'running';
CREATE INDEX ix_sync_runs_finished_at ON sync_runs (finished_at);
`;

const BATCHES = `
CREATE TABLE sync_batches (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  requested_by_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT pk_sync_batches PRIMARY KEY (id),
  CONSTRAINT fk_sync_batches_requested_by_id FOREIGN KEY (requested_by_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX ix_sync_batches_requested_by_id ON sync_batches (requested_by_id);
CREATE INDEX ix_sync_batches_created_at ON sync_batches (created_at);

CREATE TABLE sync_batch_runs (
  batch_id uuid NOT NULL,
  run_id uuid NOT NULL,
  CONSTRAINT pk_sync_batch_runs PRIMARY KEY (batch_id, run_id),
  CONSTRAINT fk_sync_batch_runs_batch_id FOREIGN KEY (batch_id) REFERENCES sync_batches(id) ON DELETE CASCADE,
  CONSTRAINT fk_sync_batch_runs_run_id FOREIGN KEY (run_id) REFERENCES sync_runs(id) ON DELETE CASCADE
);
CREATE INDEX ix_sync_batch_runs_run_id ON sync_batch_runs (run_id);
`;

/** What is due is looked for provider by provider. */
const DUE = `
DROP INDEX ix_calendar_integrations_due;
CREATE INDEX ix_calendar_integrations_due ON calendar_integrations (provider, next_sync_at) WHERE sync_enabled AND is_active;
`;

const TASKS = `
CREATE TABLE background_tasks (
  name text NOT NULL,
  schedule text NOT NULL,
  next_run_at timestamptz(3) NOT NULL,
  last_started_at timestamptz(3),
  last_finished_at timestamptz(3),
  last_result jsonb,
  last_error text,
  CONSTRAINT pk_background_tasks PRIMARY KEY (name)
);
`;

/** Runs that wait for a worker, batches of them, and the tasks that come back by the clock. */
export class BackgroundWork1795400000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const change of [RUNS, BATCHES, DUE, TASKS]) await queryRunner.query(change);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX ix_calendar_integrations_due;
      CREATE INDEX ix_calendar_integrations_due ON calendar_integrations (next_sync_at) WHERE sync_enabled AND is_active;
      DROP TABLE background_tasks, sync_batch_runs, sync_batches;
      DELETE FROM sync_runs WHERE started_at IS NULL OR fence IS NULL;
      DROP INDEX ix_sync_runs_finished_at, ix_sync_runs_running, ix_sync_runs_in_flight, ix_sync_runs_waiting, uq_sync_runs_queued,
        ix_sync_runs_calendar_id_requested_at_id;
      ALTER TABLE sync_runs DROP CONSTRAINT ck_sync_runs_started, DROP COLUMN attempts, DROP COLUMN dispatched_at,
        DROP COLUMN run_after, DROP COLUMN priority, DROP COLUMN requested_at, DROP COLUMN provider,
        ALTER COLUMN started_at SET NOT NULL, ALTER COLUMN fence SET NOT NULL;
      CREATE INDEX ix_sync_runs_calendar_id_started_at_id ON sync_runs (calendar_id, started_at, id);`);
  }
}
