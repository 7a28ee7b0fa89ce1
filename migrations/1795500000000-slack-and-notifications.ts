import type { MigrationInterface, QueryRunner } from 'typeorm';

const NOTIFICATIONS = `
CREATE TABLE notifications (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL,
  type text NOT NULL,
  subject text,
  facts jsonb NOT NULL,
  status text NOT NULL DEFAULT 'waiting',
  reason text,
  attempts smallint NOT NULL DEFAULT 0,
  not_before timestamptz(3) NOT NULL DEFAULT now(),
  dispatched_at timestamptz(3),
  sending_since timestamptz(3),
  receipt jsonb,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  finished_at timestamptz(3),
  CONSTRAINT pk_notifications PRIMARY KEY (id),
  CONSTRAINT ck_notifications_status CHECK (status IN ('waiting', 'sending', 'sent', 'unconfirmed', 'skipped', 'failed')),
  CONSTRAINT fk_notifications_user_id FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX uq_notifications_subject ON notifications (user_id, type, subject) WHERE subject IS NOT NULL;
CREATE INDEX ix_notifications_user_id_created_at_id ON notifications (user_id, created_at, id);
CREATE INDEX ix_notifications_open ON notifications (not_before) WHERE status IN ('waiting', 'sending');
CREATE INDEX ix_notifications_finished_at ON notifications (finished_at);

CREATE TABLE notification_preferences (
  user_id uuid NOT NULL,
  switched_off text[] NOT NULL DEFAULT '{}',
  daily_summary_time text,
  summary_since timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT pk_notification_preferences PRIMARY KEY (user_id),
  CONSTRAINT ck_notification_preferences_time CHECK (daily_summary_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  CONSTRAINT fk_notification_preferences_user_id FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
`;

const SLACK = `
CREATE TABLE slack_integrations (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid,
  workspace_id text NOT NULL,
  enterprise_id text,
  is_enterprise_install boolean NOT NULL DEFAULT false,
  workspace_name text NOT NULL,
  app_id text,
  bot_user_id text,
  scopes text[] NOT NULL DEFAULT '{}',
  bot_token_box text,
  is_active boolean NOT NULL DEFAULT true,
  status_detail text,
  installed_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT pk_slack_integrations PRIMARY KEY (id),
  CONSTRAINT uq_slack_integrations_workspace_id UNIQUE (workspace_id),
  CONSTRAINT fk_slack_integrations_user_id FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL
);
CREATE INDEX ix_slack_integrations_user_id ON slack_integrations (user_id);

CREATE TABLE slack_user_bindings (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL,
  integration_id uuid NOT NULL,
  team_id text NOT NULL,
  slack_user_id text NOT NULL,
  slack_username text NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  status_detail text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT pk_slack_user_bindings PRIMARY KEY (id),
  CONSTRAINT uq_slack_user_bindings_identity UNIQUE (team_id, slack_user_id),
  CONSTRAINT fk_slack_user_bindings_user_id FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  CONSTRAINT fk_slack_user_bindings_integration_id FOREIGN KEY (integration_id) REFERENCES slack_integrations(id) ON DELETE CASCADE
);
CREATE INDEX ix_slack_user_bindings_user_id ON slack_user_bindings (user_id);
CREATE INDEX ix_slack_user_bindings_integration_id ON slack_user_bindings (integration_id);

CREATE TABLE slack_links (
  token_hash bytea NOT NULL,
  integration_id uuid NOT NULL,
  team_id text NOT NULL,
  slack_user_id text NOT NULL,
  slack_username text NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_slack_links PRIMARY KEY (token_hash),
  CONSTRAINT fk_slack_links_integration_id FOREIGN KEY (integration_id) REFERENCES slack_integrations(id) ON DELETE CASCADE
);
CREATE INDEX ix_slack_links_integration_id ON slack_links (integration_id);
CREATE INDEX ix_slack_links_expires_at ON slack_links (expires_at);

CREATE TABLE slack_requests (
  fingerprint bytea NOT NULL,
  reply jsonb,
  received_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT pk_slack_requests PRIMARY KEY (fingerprint)
);
CREATE INDEX ix_slack_requests_received_at ON slack_requests (received_at);

CREATE TABLE slack_time_entries (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  time_entry_id uuid,
  user_id uuid NOT NULL,
  command text NOT NULL,
  question text,
  withdrawn_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT pk_slack_time_entries PRIMARY KEY (id),
  CONSTRAINT fk_slack_time_entries_time_entry_id FOREIGN KEY (time_entry_id) REFERENCES time_entries(id) ON DELETE SET NULL,
  CONSTRAINT fk_slack_time_entries_user_id FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX uq_slack_time_entries_question ON slack_time_entries (user_id, question) WHERE question IS NOT NULL;
CREATE INDEX ix_slack_time_entries_user_id_created_at ON slack_time_entries (user_id, created_at);
CREATE INDEX ix_slack_time_entries_time_entry_id ON slack_time_entries (time_entry_id);
`;

/** What is to be told to whom, and Slack: workspaces, who is who there, one-time links, requests that were seen. */
export class SlackAndNotifications1795500000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const tables of [NOTIFICATIONS, SLACK]) await queryRunner.query(tables);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE
      slack_time_entries, slack_requests, slack_links, slack_user_bindings, slack_integrations, notification_preferences,
      notifications`);
  }
}
