import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROUNDING = `(rounding IS NULL AND rounding_minutes IS NULL)
    OR (rounding = 'none' AND rounding_minutes IS NULL)
    OR (rounding IS NOT NULL AND rounding IN ('up', 'down', 'nearest') AND rounding_minutes IS NOT NULL AND rounding_minutes IN (1, 5, 6, 10, 15, 30))`;

// Requests lock entries before projects and clients: a migration that came from the other side could meet them.
const TERMS = `
LOCK TABLE time_entries, projects, clients IN ACCESS EXCLUSIVE MODE;
ALTER TABLE clients
  ADD hourly_rate integer,
  ADD currency text,
  ADD rounding text,
  ADD rounding_minutes smallint,
  ADD CONSTRAINT ck_clients_rate CHECK ((hourly_rate IS NULL) = (currency IS NULL) AND hourly_rate >= 0),
  ADD CONSTRAINT ck_clients_rounding CHECK (${ROUNDING});
ALTER TABLE projects
  ADD rounding text,
  ADD rounding_minutes smallint,
  ADD CONSTRAINT ck_projects_rounding CHECK (${ROUNDING});
`;

const INVOICES = `
CREATE TABLE invoices (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  client_id uuid NOT NULL,
  user_id uuid NOT NULL,
  status text NOT NULL DEFAULT 'draft',
  number integer,
  currency text NOT NULL,
  period_start timestamptz(3) NOT NULL,
  period_end timestamptz(3) NOT NULL,
  timezone text NOT NULL,
  client_name text NOT NULL,
  client_email text,
  line_count integer NOT NULL,
  minutes integer NOT NULL,
  total bigint NOT NULL,
  finalized_at timestamptz(3),
  finalizer_id uuid,
  voided_at timestamptz(3),
  void_reason text,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT pk_invoices PRIMARY KEY (id),
  CONSTRAINT uq_invoices_number UNIQUE (number),
  CONSTRAINT ck_invoices_status CHECK (status IN ('draft', 'finalized', 'void')),
  CONSTRAINT ck_invoices_number CHECK ((number IS NULL) = (finalized_at IS NULL) AND (number IS NULL OR status <> 'draft') AND (number IS NOT NULL OR status <> 'finalized')),
  CONSTRAINT ck_invoices_void CHECK ((status = 'void') = (voided_at IS NOT NULL)),
  CONSTRAINT ck_invoices_period CHECK (period_end > period_start),
  CONSTRAINT ck_invoices_amounts CHECK (line_count > 0 AND minutes >= 0 AND total >= 0),
  CONSTRAINT fk_invoices_client_id FOREIGN KEY (client_id) REFERENCES clients(id) ON DELETE RESTRICT,
  CONSTRAINT fk_invoices_user_id FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE RESTRICT,
  CONSTRAINT fk_invoices_finalizer_id FOREIGN KEY (finalizer_id) REFERENCES users(id) ON DELETE RESTRICT
);
CREATE INDEX ix_invoices_client_id ON invoices (client_id);
CREATE INDEX ix_invoices_user_id_created_at_id ON invoices (user_id, created_at, id);
CREATE INDEX ix_invoices_finalizer_id ON invoices (finalizer_id);
CREATE INDEX ix_invoices_created_at_id ON invoices (created_at, id);

CREATE TABLE invoice_lines (
  invoice_id uuid NOT NULL,
  position integer NOT NULL,
  time_entry_id uuid,
  project_name text,
  person_name text NOT NULL,
  description text NOT NULL,
  started_at timestamptz(3) NOT NULL,
  minutes integer NOT NULL,
  hourly_rate integer NOT NULL,
  rate_agreed boolean NOT NULL,
  amount bigint NOT NULL,
  CONSTRAINT pk_invoice_lines PRIMARY KEY (invoice_id, position),
  CONSTRAINT ck_invoice_lines_amounts CHECK (minutes >= 0 AND hourly_rate >= 0 AND amount >= 0),
  CONSTRAINT fk_invoice_lines_invoice_id FOREIGN KEY (invoice_id) REFERENCES invoices(id) ON DELETE RESTRICT,
  CONSTRAINT fk_invoice_lines_time_entry_id FOREIGN KEY (time_entry_id) REFERENCES time_entries(id) ON DELETE SET NULL
);
CREATE INDEX ix_invoice_lines_time_entry_id ON invoice_lines (time_entry_id);
`;

const ENTRIES = `
ALTER TABLE time_entries
  ADD billable_minutes integer,
  ADD invoice_id uuid,
  ADD version integer NOT NULL DEFAULT 1,
  ADD provenance_dismissed boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT ck_time_entries_billable CHECK (billable_minutes >= 0),
  ADD CONSTRAINT ck_time_entries_invoice CHECK (CASE status WHEN 'billed' THEN invoice_id IS NOT NULL WHEN 'approved' THEN true ELSE invoice_id IS NULL END),
  ADD CONSTRAINT fk_time_entries_invoice_id FOREIGN KEY (invoice_id) REFERENCES invoices(id) ON DELETE RESTRICT;
UPDATE time_entries SET billable_minutes = duration_minutes WHERE status = 'approved';
CREATE INDEX ix_time_entries_invoice_id ON time_entries (invoice_id);
CREATE INDEX ix_time_entries_to_invoice ON time_entries (client_id, started_at) WHERE status = 'approved' AND invoice_id IS NULL;
`;

// Counted here, not by the application, so that no statement can forget it: also those that change many rows at once.
const VERSIONS = `
CREATE FUNCTION count_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version = OLD.version + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER count_version BEFORE UPDATE ON time_entries FOR EACH ROW EXECUTE FUNCTION count_version();
CREATE TRIGGER count_version BEFORE UPDATE ON invoices FOR EACH ROW EXECUTE FUNCTION count_version();
`;

const AUDITED = ['clients', 'projects', 'time_entries', 'invoices'];

const AUDIT = `
CREATE TABLE audit_log (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  actor_id uuid,
  entity text NOT NULL,
  entity_id uuid NOT NULL,
  owner_id uuid,
  action text NOT NULL,
  changes jsonb NOT NULL,
  CONSTRAINT pk_audit_log PRIMARY KEY (id),
  CONSTRAINT ck_audit_log_action CHECK (action IN ('created', 'changed', 'deleted'))
);
CREATE INDEX ix_audit_log_entity_id_at_id ON audit_log (entity_id, at, id);

CREATE FUNCTION audit_differences(before jsonb, after jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_object_agg(key, jsonb_build_array(before -> key, after -> key)), '{}')
  FROM (SELECT jsonb_object_keys(before || after) AS key) fields
  WHERE key NOT IN ('id', 'created_at', 'updated_at', 'version')
    AND coalesce(before -> key, 'null') <> coalesce(after -> key, 'null')
$$;

-- Records of one thing never have the same instant, so that their order is known: several may be written in a millisecond.
CREATE FUNCTION audit_instant(subject uuid) RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT greatest(clock_timestamp()::timestamptz(3), (SELECT max(at) + interval '1 ms' FROM audit_log WHERE entity_id = subject))
$$;

CREATE FUNCTION audit_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := coalesce(to_jsonb(OLD), '{}');
  after jsonb := coalesce(to_jsonb(NEW), '{}');
  subject jsonb := before || after;
  differences jsonb := audit_differences(before, after);
BEGIN
  IF differences <> '{}' THEN
    INSERT INTO audit_log (at, actor_id, entity, entity_id, owner_id, action, changes)
    VALUES (audit_instant((subject ->> 'id')::uuid), nullif(current_setting('billops.actor', true), '')::uuid, TG_TABLE_NAME,
      (subject ->> 'id')::uuid, (subject ->> 'user_id')::uuid,
      CASE TG_OP WHEN 'INSERT' THEN 'created' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END, differences);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_log is append-only';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();
${AUDITED.map(
  (table) => `
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION audit_row();`,
).join('')}
`;

// Undoing forgets all invoices: what they billed is approved, and can be billed again.
const UNDO = `
${AUDITED.map((table) => `DROP TRIGGER audit ON ${table};`).join('\n')}
DROP TABLE audit_log;
DROP FUNCTION refuse_to_rewrite, audit_row, audit_instant, audit_differences;
DROP TRIGGER count_version ON invoices;
DROP TRIGGER count_version ON time_entries;
DROP FUNCTION count_version;
UPDATE time_entries SET status = 'approved' WHERE status = 'billed';
ALTER TABLE time_entries DROP billable_minutes, DROP invoice_id, DROP version, DROP provenance_dismissed;
DROP TABLE invoice_lines, invoices;
ALTER TABLE projects DROP rounding, DROP rounding_minutes;
ALTER TABLE clients DROP hourly_rate, DROP currency, DROP rounding, DROP rounding_minutes;
`;

/** Rates and rounding of clients, invoices with their lines, versions, and an audit trail that cannot be rewritten. */
export class Invoices1795600000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const step of [TERMS, INVOICES, ENTRIES, VERSIONS, AUDIT]) await queryRunner.query(step);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UNDO);
  }
}
