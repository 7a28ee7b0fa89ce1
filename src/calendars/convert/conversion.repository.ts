import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A stored event with all that its conversion needs to know. */
export interface ConvertibleEvent {
  id: string;
  providerEventId: string;
  summary: string | null;
  startsAt: Date;
  endsAt: Date;
  timeEntryId: string | null;
  removed: boolean;
  providerCalendarId: string;
  issuer: string;
  subject: string;
  defaultProjectId: string | null;
  defaultClientId: string | null;
}

// A page of a sync changes many events too, in another order, and holds their calendar while it does: whoever locks
// events asks for the calendar first, so that the two never wait for each other in a circle.
const LOCK_CALENDARS = `
SELECT FROM calendar_integrations
WHERE user_id = $2 AND id IN (SELECT calendar_id FROM synced_calendar_events WHERE id = ANY ($1))
ORDER BY id
FOR SHARE`;

const LOCK = `
SELECT e.id, e.provider_event_id AS "providerEventId", e.summary, e.starts_at AS "startsAt", e.ends_at AS "endsAt",
  e.time_entry_id AS "timeEntryId", e.removed_at IS NOT NULL AS removed,
  c.provider_calendar_id AS "providerCalendarId", a.issuer, a.subject,
  c.default_project_id AS "defaultProjectId", c.default_client_id AS "defaultClientId"
FROM synced_calendar_events e
JOIN calendar_integrations c ON c.id = e.calendar_id
JOIN user_oauth_accounts a ON a.id = c.oauth_account_id
WHERE e.id = ANY ($1) AND c.user_id = $2
ORDER BY e.id
FOR UPDATE OF e`;

/** Events on their way to time entries, and back. */
@Injectable()
export class ConversionRepository {
  /** The user's own events among `ids`, locked in the order of their ids, until the transaction ends. */
  async lock(manager: EntityManager, userId: string, ids: string[]): Promise<ConvertibleEvent[]> {
    await manager.query(LOCK_CALENDARS, [ids, userId]);
    return manager.query<ConvertibleEvent[]>(LOCK, [ids, userId]);
  }

  /** Points events at their entries. */
  async link(manager: EntityManager, links: { id: string; timeEntryId: string }[]): Promise<void> {
    await manager.query(
      `UPDATE synced_calendar_events e SET time_entry_id = link.entry, updated_at = now()
       FROM unnest($1::uuid[], $2::uuid[]) AS link (event, entry) WHERE e.id = link.event`,
      [links.map(({ id }) => id), links.map(({ timeEntryId }) => timeEntryId)],
    );
  }

  /** An event that its provider took away was kept for its entry only. */
  async deleteIfRemoved(manager: EntityManager, id: string): Promise<void> {
    await manager.query('DELETE FROM synced_calendar_events WHERE id = $1 AND removed_at IS NOT NULL', [id]);
  }
}
