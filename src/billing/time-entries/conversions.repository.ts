import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { BillingTarget } from './billing-targets';
import type { MeetingFacts } from './provenance';
import { minutesBetween } from './span';

/** Which meeting an entry came from: unique per user, and the same whenever the same account is connected again. */
export interface MeetingIdentity {
  /** OpenID Connect `iss` and `sub` of the account at the provider. */
  issuer: string;
  subject: string;
  /** The provider's ids of calendar and event. */
  calendarId: string;
  eventId: string;
}

/** A meeting that is to become a time entry. */
export interface NewConversion extends BillingTarget {
  userId: string;
  provenance: MeetingIdentity;
  meeting: MeetingFacts;
  description: string;
  /** Project and client come from a setting, not from the request: if they were archived since, they are left out. */
  isDefault?: boolean;
}

/** A row of `time_entries`, by the meeting that it came from. */
export interface ConvertedRow extends MeetingIdentity {
  id: string;
  userId: string;
}

const IDENTITY = `t.id, t.user_id AS "userId", t.provenance_issuer AS issuer, t.provenance_subject AS subject,
  t.provenance_calendar_id AS "calendarId", t.provenance_event_id AS "eventId"`;

// Rows are inserted in the order of their key, so that two bulks never wait for each other in a circle.
const INSERT = `
  INSERT INTO time_entries AS t (user_id, provenance_issuer, provenance_subject, provenance_calendar_id, provenance_event_id,
    project_id, client_id, source, started_at, ended_at, duration_minutes, description,
    provenance_starts_at, provenance_ends_at, provenance_summary)
  SELECT user_id, issuer, subject, calendar_id, event_id,
    project_id, client_id, 'calendar', starts_at, ends_at, minutes, description, starts_at, ends_at, summary
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::uuid[],
    $8::timestamptz[], $9::timestamptz[], $10::integer[], $11::text[], $12::text[])
    AS c (user_id, issuer, subject, calendar_id, event_id, project_id, client_id, starts_at, ends_at, minutes,
      description, summary)
  ORDER BY user_id, issuer, subject, calendar_id, event_id
  ON CONFLICT (user_id, provenance_issuer, provenance_subject, provenance_calendar_id, provenance_event_id)
    WHERE provenance_event_id IS NOT NULL DO NOTHING
  RETURNING ${IDENTITY}`;

// The lock keeps a found entry from being deleted before the caller has linked to it.
const FIND = `
  SELECT ${IDENTITY} FROM time_entries t
  JOIN unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
    AS c (user_id, issuer, subject, calendar_id, event_id)
    ON (t.user_id, t.provenance_issuer, t.provenance_subject, t.provenance_calendar_id, t.provenance_event_id)
     = (c.user_id, c.issuer, c.subject, c.calendar_id, c.event_id)
  ORDER BY t.id FOR KEY SHARE OF t`;

/** Finds and makes the entries of meetings, by their provenance. */
@Injectable()
export class ConversionsRepository {
  /** Inserts what does not exist yet, in one statement; waits for transactions that insert the same. @returns the new rows */
  insert(manager: EntityManager, conversions: NewConversion[]): Promise<ConvertedRow[]> {
    return manager.query<ConvertedRow[]>(INSERT, [
      ...keysOf(conversions),
      conversions.map(({ projectId }) => projectId),
      conversions.map(({ clientId }) => clientId),
      conversions.map(({ meeting }) => meeting.startsAt.toISOString()),
      conversions.map(({ meeting }) => meeting.endsAt.toISOString()),
      conversions.map(({ meeting }) => minutesBetween(meeting.startsAt, meeting.endsAt)),
      conversions.map(({ description }) => description),
      conversions.map(({ meeting }) => meeting.summary),
    ]);
  }

  /** The entries of these meetings that exist, locked against deletion until the transaction ends. */
  find(manager: EntityManager, conversions: NewConversion[]): Promise<ConvertedRow[]> {
    return manager.query<ConvertedRow[]>(FIND, keysOf(conversions));
  }
}

function keysOf(conversions: NewConversion[]): string[][] {
  return [
    conversions.map(({ userId }) => userId),
    conversions.map(({ provenance }) => provenance.issuer),
    conversions.map(({ provenance }) => provenance.subject),
    conversions.map(({ provenance }) => provenance.calendarId),
    conversions.map(({ provenance }) => provenance.eventId),
  ];
}
