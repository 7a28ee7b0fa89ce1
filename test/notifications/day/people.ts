import { randomUUID } from 'node:crypto';
import type { Service } from '../../harness/service';

/** A user in a zone who never signs in. */
export async function somebodyIn(service: Service, timezone: string): Promise<string> {
  const [row] = await service.sql<{ id: string }>(
    `INSERT INTO users (email, name, password_hash, timezone) VALUES ($1, 'Sam', 'x', $2) RETURNING id`,
    [`${randomUUID()}@example.com`, timezone],
  );
  return row!.id;
}

/** Entries of half an hour that begin at these instants. */
export async function worked(service: Service, userId: string, ...instants: string[]): Promise<void> {
  await service.sql(
    `INSERT INTO time_entries (user_id, source, started_at, ended_at, duration_minutes, description)
     SELECT $1, 'manual', at, at + interval '30 minutes', 30, 'Work' FROM unnest($2::timestamptz[]) at`,
    [userId, instants],
  );
}

/** Meetings of an hour that begin at these instants, in a calendar of their own. @returns their ids */
export async function met(service: Service, userId: string, ...instants: string[]): Promise<string[]> {
  const rows = await service.sql<{ id: string }>(
    `WITH account AS (
       INSERT INTO user_oauth_accounts (user_id, provider, issuer, subject, email, scopes)
       VALUES ($1, 'google', 'iss', gen_random_uuid(), 'a@b.c', '{}') RETURNING id
     ), calendar AS (
       INSERT INTO calendar_integrations (user_id, oauth_account_id, provider, provider_calendar_id, calendar_name, days_back, days_forward)
       SELECT $1, id, 'google', 'primary', 'Work', 7, 30 FROM account RETURNING id
     )
     INSERT INTO synced_calendar_events (calendar_id, provider_event_id, status, summary, starts_at, ends_at, transparency, visibility, generation)
     SELECT id, gen_random_uuid(), 'confirmed', 'Meeting', at, at + interval '1 hour', 'opaque', 'default', 1
     FROM calendar, unnest($2::timestamptz[]) at RETURNING id`,
    [userId, instants],
  );
  return rows.map(({ id }) => id);
}
