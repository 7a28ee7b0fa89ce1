import type { MigrationInterface, QueryRunner } from 'typeorm';

const ACCOUNTS = `
CREATE TABLE users (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  email text NOT NULL,
  name text NOT NULL,
  role text NOT NULL DEFAULT 'member',
  timezone text NOT NULL DEFAULT 'UTC',
  password_hash text,
  issuer text,
  subject text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT pk_users PRIMARY KEY (id),
  CONSTRAINT ck_users_email CHECK (issuer IS NOT NULL OR email = lower(email)),
  CONSTRAINT ck_users_origin CHECK ((issuer IS NULL) = (subject IS NULL) AND (issuer IS NULL) = (password_hash IS NOT NULL)),
  CONSTRAINT ck_users_role CHECK (role IN ('admin', 'member', 'viewer'))
);
CREATE UNIQUE INDEX uq_users_issuer_subject ON users (issuer, subject) WHERE issuer IS NOT NULL;
CREATE UNIQUE INDEX uq_users_email_local ON users (email) WHERE issuer IS NULL;

CREATE TABLE refresh_tokens (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL,
  family uuid NOT NULL,
  token_hash bytea NOT NULL,
  used_at timestamptz(3),
  expires_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_refresh_tokens PRIMARY KEY (id),
  CONSTRAINT uq_refresh_tokens_token_hash UNIQUE (token_hash),
  CONSTRAINT fk_refresh_tokens_user_id FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX ix_refresh_tokens_user_id ON refresh_tokens (user_id);
CREATE INDEX ix_refresh_tokens_expires_at ON refresh_tokens (expires_at);
CREATE INDEX ix_refresh_tokens_family ON refresh_tokens (family);

CREATE TABLE idempotency_keys (
  user_id uuid NOT NULL,
  method text NOT NULL,
  path text NOT NULL,
  key text NOT NULL,
  body_hash bytea NOT NULL,
  status smallint,
  answer text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT pk_idempotency_keys PRIMARY KEY (user_id, method, path, key),
  CONSTRAINT fk_idempotency_keys_user_id FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX ix_idempotency_keys_created_at ON idempotency_keys (created_at);
`;

const BILLING = `
CREATE TABLE clients (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL,
  email text,
  archived_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT pk_clients PRIMARY KEY (id)
);
CREATE INDEX ix_clients_created_at_id ON clients (created_at, id);

CREATE TABLE projects (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  client_id uuid NOT NULL,
  name text NOT NULL,
  hourly_rate integer,
  currency text,
  archived_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT pk_projects PRIMARY KEY (id),
  CONSTRAINT ck_projects_rate CHECK ((hourly_rate IS NULL) = (currency IS NULL) AND hourly_rate >= 0),
  CONSTRAINT fk_projects_client_id FOREIGN KEY (client_id) REFERENCES clients(id) ON DELETE RESTRICT
);
CREATE INDEX ix_projects_client_id ON projects (client_id);
CREATE INDEX ix_projects_created_at_id ON projects (created_at, id);

CREATE TABLE time_entries (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL,
  project_id uuid,
  client_id uuid,
  source text NOT NULL,
  status text NOT NULL DEFAULT 'pending',
  started_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3) NOT NULL,
  duration_minutes integer NOT NULL,
  description text NOT NULL DEFAULT '',
  hourly_rate integer,
  currency text,
  rejection_reason text,
  edited_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  provenance_issuer text,
  provenance_subject text,
  provenance_calendar_id text,
  provenance_event_id text,
  provenance_starts_at timestamptz(3),
  provenance_ends_at timestamptz(3),
  provenance_summary text,
  provenance_change text,
  CONSTRAINT pk_time_entries PRIMARY KEY (id),
  CONSTRAINT ck_time_entries_provenance CHECK ((source = 'calendar') = (provenance_event_id IS NOT NULL)),
  CONSTRAINT ck_time_entries_change CHECK (provenance_change IN ('updated', 'removed')),
  CONSTRAINT ck_time_entries_rate CHECK ((hourly_rate IS NULL) = (currency IS NULL) AND hourly_rate >= 0),
  CONSTRAINT ck_time_entries_span CHECK (ended_at > started_at),
  CONSTRAINT ck_time_entries_status CHECK (status IN ('pending', 'approved', 'rejected', 'billed')),
  CONSTRAINT ck_time_entries_source CHECK (source IN ('manual', 'calendar', 'slack')),
  CONSTRAINT fk_time_entries_user_id FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  CONSTRAINT fk_time_entries_project_id FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE RESTRICT,
  CONSTRAINT fk_time_entries_client_id FOREIGN KEY (client_id) REFERENCES clients(id) ON DELETE RESTRICT
);
CREATE INDEX ix_time_entries_project_id ON time_entries (project_id);
CREATE INDEX ix_time_entries_client_id ON time_entries (client_id);
CREATE UNIQUE INDEX uq_time_entries_provenance ON time_entries (user_id, provenance_issuer, provenance_subject, provenance_calendar_id, provenance_event_id) WHERE provenance_event_id IS NOT NULL;
CREATE INDEX ix_time_entries_started_at_id ON time_entries (started_at, id);
CREATE INDEX ix_time_entries_user_id_started_at_id ON time_entries (user_id, started_at, id);
`;

const CONNECTIONS = `
CREATE TABLE user_oauth_accounts (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL,
  provider text NOT NULL,
  issuer text NOT NULL,
  subject text NOT NULL,
  email text NOT NULL,
  scopes text[] NOT NULL,
  status text NOT NULL DEFAULT 'active',
  status_detail text,
  access_token_box text,
  refresh_token_box text,
  expires_at timestamptz(3),
  refresh_lease_expires_at timestamptz(3),
  refresh_fence integer NOT NULL DEFAULT 0,
  refresh_attempted_at timestamptz(3),
  throttled_until timestamptz(3),
  connected_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT pk_user_oauth_accounts PRIMARY KEY (id),
  CONSTRAINT uq_user_oauth_accounts_identity UNIQUE (user_id, issuer, subject),
  CONSTRAINT ck_user_oauth_accounts_status CHECK (status IN ('active', 'needs_reauth')),
  CONSTRAINT fk_user_oauth_accounts_user_id FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX ix_user_oauth_accounts_expires_at ON user_oauth_accounts (expires_at);
CREATE INDEX ix_user_oauth_accounts_issuer_subject ON user_oauth_accounts (issuer, subject);

CREATE TABLE oauth_states (
  state_hash bytea NOT NULL,
  user_id uuid NOT NULL,
  provider text NOT NULL,
  code_verifier_box text NOT NULL,
  browser_hash bytea NOT NULL,
  return_to text NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_oauth_states PRIMARY KEY (state_hash),
  CONSTRAINT fk_oauth_states_user_id FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX ix_oauth_states_user_id ON oauth_states (user_id);
CREATE INDEX ix_oauth_states_expires_at ON oauth_states (expires_at);

CREATE TABLE request_slots (
  issuer text NOT NULL,
  subject text NOT NULL,
  number smallint NOT NULL,
  holder uuid,
  lease_expires_at timestamptz(3),
  CONSTRAINT pk_request_slots PRIMARY KEY (issuer, subject, number),
  CONSTRAINT uq_request_slots_holder UNIQUE (holder),
  CONSTRAINT ck_request_slots_number CHECK (number BETWEEN 1 AND 4)
);
`;

const CALENDARS = `
CREATE TABLE calendar_integrations (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL,
  oauth_account_id uuid NOT NULL,
  provider text NOT NULL,
  provider_calendar_id text NOT NULL,
  calendar_name text NOT NULL,
  timezone text,
  color text,
  is_active boolean NOT NULL DEFAULT true,
  sync_enabled boolean NOT NULL DEFAULT true,
  sync_interval_minutes smallint NOT NULL DEFAULT 60,
  days_back smallint NOT NULL,
  days_forward smallint NOT NULL,
  default_project_id uuid,
  default_client_id uuid,
  cursor jsonb,
  checkpoint jsonb,
  rebase_at timestamptz(3),
  lease_expires_at timestamptz(3),
  fence integer NOT NULL DEFAULT 0,
  last_sync_at timestamptz(3),
  next_sync_at timestamptz(3),
  failure_count integer NOT NULL DEFAULT 0,
  status_detail text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT pk_calendar_integrations PRIMARY KEY (id),
  CONSTRAINT uq_calendar_integrations_remote UNIQUE (oauth_account_id, provider_calendar_id),
  CONSTRAINT ck_calendar_integrations_interval CHECK (sync_interval_minutes BETWEEN 5 AND 1440),
  CONSTRAINT ck_calendar_integrations_window CHECK (days_back BETWEEN 0 AND 366 AND days_forward BETWEEN 1 AND 366),
  CONSTRAINT fk_calendar_integrations_user_id FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  CONSTRAINT fk_calendar_integrations_oauth_account_id FOREIGN KEY (oauth_account_id) REFERENCES user_oauth_accounts(id) ON DELETE CASCADE,
  CONSTRAINT fk_calendar_integrations_default_project_id FOREIGN KEY (default_project_id) REFERENCES projects(id) ON DELETE SET NULL,
  CONSTRAINT fk_calendar_integrations_default_client_id FOREIGN KEY (default_client_id) REFERENCES clients(id) ON DELETE SET NULL
);
CREATE INDEX ix_calendar_integrations_user_id ON calendar_integrations (user_id);
CREATE INDEX ix_calendar_integrations_default_project_id ON calendar_integrations (default_project_id);
CREATE INDEX ix_calendar_integrations_default_client_id ON calendar_integrations (default_client_id);
CREATE INDEX ix_calendar_integrations_due ON calendar_integrations (next_sync_at) WHERE sync_enabled AND is_active;

CREATE TABLE synced_calendar_events (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  calendar_id uuid NOT NULL,
  provider_event_id text NOT NULL,
  uid text,
  recurrence_id timestamptz(3),
  series_id text,
  status text NOT NULL,
  summary text,
  description text,
  location text,
  starts_at timestamptz(3) NOT NULL,
  ends_at timestamptz(3) NOT NULL,
  time_zone text,
  transparency text NOT NULL,
  visibility text NOT NULL,
  partstat text,
  organizer text,
  attendees jsonb NOT NULL DEFAULT '[]',
  categories jsonb NOT NULL DEFAULT '[]',
  html_link text,
  time_entry_id uuid,
  removed_at timestamptz(3),
  generation integer NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT pk_synced_calendar_events PRIMARY KEY (id),
  CONSTRAINT uq_synced_calendar_events_remote UNIQUE (calendar_id, provider_event_id),
  CONSTRAINT uq_synced_calendar_events_time_entry_id UNIQUE (time_entry_id),
  CONSTRAINT ck_synced_calendar_events_span CHECK (ends_at > starts_at),
  CONSTRAINT fk_synced_calendar_events_calendar_id FOREIGN KEY (calendar_id) REFERENCES calendar_integrations(id) ON DELETE CASCADE,
  CONSTRAINT fk_synced_calendar_events_time_entry_id FOREIGN KEY (time_entry_id) REFERENCES time_entries(id) ON DELETE SET NULL
);
CREATE INDEX ix_synced_calendar_events_series ON synced_calendar_events (calendar_id, series_id) WHERE series_id IS NOT NULL;
CREATE INDEX ix_synced_calendar_events_calendar_id_starts_at_id ON synced_calendar_events (calendar_id, starts_at, id);

CREATE TABLE sync_runs (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  calendar_id uuid NOT NULL,
  trigger text NOT NULL,
  status text NOT NULL,
  fence integer NOT NULL,
  mode text,
  counts jsonb,
  started_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3),
  error jsonb,
  CONSTRAINT pk_sync_runs PRIMARY KEY (id),
  CONSTRAINT ck_sync_runs_trigger CHECK (trigger IN ('manual', 'scheduled', 'push', 'admin')),
  CONSTRAINT ck_sync_runs_status CHECK (status IN ('queued', 'running', 'success', 'failed')),
  CONSTRAINT fk_sync_runs_calendar_id FOREIGN KEY (calendar_id) REFERENCES calendar_integrations(id) ON DELETE CASCADE
);
CREATE INDEX ix_sync_runs_calendar_id_started_at_id ON sync_runs (calendar_id, started_at, id);
`;

/** Users and sessions, billing core, connections, calendars and their events. */
export class InitialSchema1795300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const tables of [ACCOUNTS, BILLING, CONNECTIONS, CALENDARS]) await queryRunner.query(tables);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE
      sync_runs, synced_calendar_events, calendar_integrations, request_slots, oauth_states, user_oauth_accounts,
      time_entries, projects, clients, idempotency_keys, refresh_tokens, users`);
  }
}
