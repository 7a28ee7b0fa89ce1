import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import type { NewConversion } from '../../src/billing/time-entries/conversions.repository';
import { type MeetingChange, MeetingChanges } from '../../src/billing/time-entries/meeting-changes';
import { type Conversion, TimeEntryConversion } from '../../src/billing/time-entries/time-entry-conversion';
import type { Service } from '../harness/service';

/** What the calendars room does to billing, without that room: conversions and changes are called as it calls them. */
export class Meetings {
  constructor(private readonly service: Service) {}

  /** A user who never signs in. */
  async someUser(): Promise<string> {
    const [row] = await this.service.sql<{ id: string }>(
      `INSERT INTO users (email, name, password_hash) VALUES ($1, 'Sam', 'x') RETURNING id`,
      [`${randomUUID()}@example.com`],
    );
    return row!.id;
  }

  /** Converts a meeting from 10:00 to 11:00 called "Kick-off", unless `facts` say otherwise. */
  convert(userId: string, facts: Partial<NewConversion> = {}): Promise<Conversion> {
    return this.inTransaction((manager) => this.conversion.create(manager, aConversion(userId, facts)));
  }

  /** Tells the entry that its meeting is now 12:00 to 13:30 and called "Kick-off", unless `change` says otherwise. */
  change(timeEntryId: string, change: Partial<MeetingChange> = {}): Promise<void> {
    return this.inTransaction((manager) => this.changeWithin(manager, timeEntryId, change));
  }

  /** The same, as a part of what a sync does. */
  changeWithin(manager: EntityManager, timeEntryId: string, change: Partial<MeetingChange>): Promise<void> {
    const facts = { timeEntryId, removed: false, ...LATER, summary: 'Kick-off', ...change };
    return this.service.app.get(MeetingChanges).apply(manager, [facts]);
  }

  /** A stored meeting that is linked to an entry, as calendars keeps it. @returns its id and that of its calendar */
  async link(userId: string, timeEntryId: string): Promise<{ id: string; calendarId: string }> {
    const [row] = await this.service.sql<{ id: string; calendarId: string }>(
      `WITH account AS (
         INSERT INTO user_oauth_accounts (user_id, provider, issuer, subject, email, scopes)
         VALUES ($1, 'google', 'iss', gen_random_uuid(), 'a@b.c', '{}') RETURNING id
       ), calendar AS (
         INSERT INTO calendar_integrations (user_id, oauth_account_id, provider, provider_calendar_id, calendar_name, days_back, days_forward)
         SELECT $1, id, 'google', 'primary', 'Work', 7, 30 FROM account RETURNING id
       )
       INSERT INTO synced_calendar_events (calendar_id, provider_event_id, status, summary, starts_at, ends_at, transparency, visibility, generation, time_entry_id)
       SELECT id, gen_random_uuid(), 'confirmed', 'Kick-off', $3, $4, 'opaque', 'default', 1, $2 FROM calendar
       RETURNING id, calendar_id AS "calendarId"`,
      [userId, timeEntryId, TEN.startsAt, TEN.endsAt],
    );
    return row!;
  }

  /** A sync finds the linked meeting of an entry changed, as `change` says: it is stored first, and the entry told then. */
  sync(timeEntryId: string, change: Partial<MeetingChange> = {}): Promise<void> {
    return this.inTransaction(async (manager) => {
      await this.storeWithin(manager, timeEntryId, change);
      await this.changeWithin(manager, timeEntryId, change);
    });
  }

  /** The first half of that. */
  async storeWithin(
    manager: EntityManager,
    timeEntryId: string,
    change: Partial<MeetingChange> = {},
  ): Promise<void> {
    const { startsAt, endsAt, summary, removed } = {
      ...LATER,
      summary: 'Kick-off',
      removed: false,
      ...change,
    };
    await manager.query(
      `UPDATE synced_calendar_events SET starts_at = $2, ends_at = $3, summary = $4, removed_at = CASE WHEN $5 THEN now() END
       WHERE time_entry_id = $1`,
      [timeEntryId, startsAt, endsAt, summary, removed],
    );
  }

  get conversion(): TimeEntryConversion {
    return this.service.app.get(TimeEntryConversion);
  }

  inTransaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.service.app.get(DataSource).transaction(work);
  }
}

export const TEN = { startsAt: new Date('2026-03-02T10:00:00Z'), endsAt: new Date('2026-03-02T11:00:00Z') };
export const LATER = { startsAt: new Date('2026-03-02T12:00:00Z'), endsAt: new Date('2026-03-02T13:30:00Z') };

/** A meeting of `userId` that has not been converted before. */
export function aConversion(userId: string, facts: Partial<NewConversion> = {}): NewConversion {
  return {
    userId,
    provenance: { issuer: 'iss', subject: 'sub', calendarId: 'primary', eventId: randomUUID() },
    meeting: { ...TEN, summary: 'Kick-off' },
    description: 'Kick-off',
    projectId: null,
    clientId: null,
    ...facts,
  };
}

/** Resolves once some session of this database waits for another one. */
export async function lockAwaited(service: Service): Promise<void> {
  for (;;) {
    const waiting = await service.sql(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (waiting.length > 0) return;
  }
}
