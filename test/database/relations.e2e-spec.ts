import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../src/database/migrate';
import { postgresOptions } from '../../src/database/options';
import { ENTITIES } from '../../src/entities';
import { createDatabase, dropDatabase } from '../harness/test-database';

describe('The tables of integrations', () => {
  let url: string;
  let source: DataSource;

  beforeAll(async () => {
    url = await createDatabase();
    source = await new DataSource({ ...postgresOptions(url, ENTITIES), migrations: MIGRATIONS }).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await dropDatabase(url);
  });

  it.each([
    ['CalendarIntegration', 'calendar_integrations'],
    ['SyncedCalendarEvent', 'synced_calendar_events'],
    ['SlackIntegration', 'slack_integrations'],
    ['SlackUserBinding', 'slack_user_bindings'],
    ['UserOAuthAccount', 'user_oauth_accounts'],
  ])('hold a %s in %s', (entity, table) => {
    expect(source.getMetadata(entity).tableName).toBe(table);
  });

  /** What happens to the row on the left when the one on the right goes. */
  it.each([
    ['calendar_integrations.user_id', 'users', 'CASCADE'],
    ['calendar_integrations.oauth_account_id', 'user_oauth_accounts', 'CASCADE'],
    ['synced_calendar_events.calendar_id', 'calendar_integrations', 'CASCADE'],
    ['synced_calendar_events.time_entry_id', 'time_entries', 'SET NULL'],
    ['sync_runs.calendar_id', 'calendar_integrations', 'CASCADE'],
    ['user_oauth_accounts.user_id', 'users', 'CASCADE'],
    ['slack_user_bindings.user_id', 'users', 'CASCADE'],
    ['slack_user_bindings.integration_id', 'slack_integrations', 'CASCADE'],
    ['slack_integrations.user_id', 'users', 'SET NULL'],
    ['time_entries.user_id', 'users', 'CASCADE'],
    ['time_entries.client_id', 'clients', 'RESTRICT'],
    ['time_entries.project_id', 'projects', 'RESTRICT'],
    ['notifications.user_id', 'users', 'CASCADE'],
  ])('refer by %s to %s, and %s when that is deleted', async (place, target, rule) => {
    const [table, column] = place.split('.');
    const rows = await source.query(
      `SELECT constraint_column_usage.table_name AS target, delete_rule AS rule
       FROM information_schema.key_column_usage
       JOIN information_schema.referential_constraints USING (constraint_schema, constraint_name)
       JOIN information_schema.constraint_column_usage USING (constraint_schema, constraint_name)
       WHERE key_column_usage.table_name = $1 AND key_column_usage.column_name = $2`,
      [table, column],
    );
    expect(rows).toEqual([{ target, rule }]);
  });

  it.each([
    ['calendar_integrations', ['user_id'], false],
    ['calendar_integrations', ['provider', 'next_sync_at'], false],
    ['calendar_integrations', ['oauth_account_id', 'provider_calendar_id'], true],
    ['synced_calendar_events', ['calendar_id', 'provider_event_id'], true],
    ['synced_calendar_events', ['calendar_id', 'starts_at', 'id'], false],
    ['synced_calendar_events', ['time_entry_id'], true],
    ['slack_user_bindings', ['user_id'], false],
    ['slack_user_bindings', ['team_id', 'slack_user_id'], true],
    ['user_oauth_accounts', ['expires_at'], false],
    ['user_oauth_accounts', ['user_id', 'issuer', 'subject'], true],
    ['time_entries', ['user_id', 'started_at', 'id'], false],
  ])('find rows of %s by %j (unique: %s)', async (table, columns, unique) => {
    const rows = await source.query(
      `SELECT indisunique AS unique FROM pg_index
       WHERE indrelid = $1::regclass AND ARRAY(
         SELECT attname::text FROM unnest(indkey) WITH ORDINALITY AS key (number, place)
         JOIN pg_attribute ON attrelid = indrelid AND attnum = key.number ORDER BY place) = $2`,
      [table, columns],
    );
    expect(rows).toEqual([{ unique }]);
  });
});
