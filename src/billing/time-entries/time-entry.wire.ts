import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { type Page, PageQuery } from '../../common/pagination';
import { Currency, Instant, OneOf, Text, Uuid, Uuids, WholeNumber } from '../../common/wire/fields';
import type { EntryChange } from './entry-change';
import { MeetingAnswer, toMeeting } from './meeting.wire';
import type { EntryFilter } from './filtered-entries.repository';
import { type EntryWithOverlaps, MOST_OVERLAPS } from './overlaps/overlaps.repository';
import { LONGEST_MINUTES } from './span';
import { ENTRY_SOURCES, ENTRY_STATUSES, type EntrySource, type EntryStatus } from './time-entry.entity';

const NINE = '2026-03-14T09:00:00.000Z';
const HALF_PAST_TEN = '2026-03-14T10:30:00.000Z';
const LARGEST = 2_147_483_647;
const MINUTES = { min: 1, max: LONGEST_MINUTES, optional: true, example: 90 } as const;
const TARGET = { optional: true, nullable: true } as const;
const DESCRIPTION = { max: 4000, optional: true, example: 'Workshop' } as const;

/** Which entries are listed. */
export class TimeEntryQuery extends PageQuery {
  @Instant({ optional: true, description: 'Entries that start at this instant or later' }) from?: Date;
  @Instant({ optional: true, description: 'Entries that start before this instant' }) to?: Date;
  @OneOf(ENTRY_STATUSES, { optional: true }) status?: EntryStatus;
  @OneOf(ENTRY_SOURCES, { optional: true }) source?: EntrySource;
  @Uuid({ optional: true }) project_id?: string;
  @Uuid({ optional: true }) client_id?: string;
  @Uuid({ optional: true, description: 'Whose entries; those of other people are for admins only' })
  user_id?: string;
  @OneOf(['true', 'false'], {
    optional: true,
    description: 'Only entries that share time with others of the same person, or only the others',
  })
  overlapping?: 'true' | 'false';
}

/** A new entry: give its end, or its duration, or both if they agree. At most 31 days. */
@ApiSchema({ name: 'NewTimeEntry' })
export class NewTimeEntryBody {
  @Instant({ example: NINE }) started_at!: Date;
  @Instant({ optional: true, example: HALF_PAST_TEN }) ended_at?: Date;
  @WholeNumber(MINUTES) duration_minutes?: number;
  @Text(DESCRIPTION) description?: string;
  @Uuid({ ...TARGET, description: 'Brings its client along' }) project_id?: string | null;
  @Uuid(TARGET) client_id?: string | null;
}

/** What may change of an entry; an absent field stays as it is. A new duration moves the end, a new start does not. */
@ApiSchema({ name: 'TimeEntryChange' })
export class TimeEntryChangeBody {
  @Instant({ optional: true, example: NINE }) started_at?: Date;
  @Instant({ optional: true, example: HALF_PAST_TEN }) ended_at?: Date;
  @WholeNumber(MINUTES) duration_minutes?: number;
  @Text(DESCRIPTION) description?: string;
  @Uuid({ ...TARGET, description: 'Brings its client along' }) project_id?: string | null;
  @Uuid(TARGET) client_id?: string | null;
  @WholeNumber({
    min: 1,
    max: LARGEST,
    optional: true,
    example: 3,
    description:
      'The `version` of the entry as you saw it: if the entry has changed since, the request is refused',
  })
  version?: number;
}

/** Why an entry is rejected. */
@ApiSchema({ name: 'Rejection' })
export class RejectionBody {
  @Text({ min: 1, max: 1000, example: 'Which project was this?' }) reason!: string;
}

/** A time entry as the wire shows it. */
@ApiSchema({ name: 'TimeEntry' })
export class TimeEntryAnswer {
  @Uuid({ example: '0199a3c1-7f00-4a6e-8a55-3b1d0c9e2f44' }) id!: string;
  @Uuid({ example: '0199a3c0-1d2e-4b7f-9a10-5c6d7e8f9a0b' }) user_id!: string;
  @Uuid({ nullable: true, example: '0199a3c1-6b11-4c55-8f0a-0d8f6a9b2c33' }) project_id!: string | null;
  @Uuid({ nullable: true, example: '0199a3c1-58a0-4f0e-9d3c-6a2f4d1b7e10' }) client_id!: string | null;
  @OneOf(ENTRY_SOURCES, { example: 'calendar' }) source!: EntrySource;
  @OneOf(ENTRY_STATUSES, { example: 'pending' }) status!: EntryStatus;
  @Instant({ example: '2026-03-14T09:00:00.000Z' }) started_at!: Date;
  @Instant({ example: '2026-03-14T10:30:00.000Z' }) ended_at!: Date;
  @WholeNumber({ min: 1, max: LARGEST, example: 83, description: 'The work as it was done' })
  duration_minutes!: number;
  @WholeNumber({
    min: 0,
    max: LARGEST,
    nullable: true,
    example: 90,
    description:
      'The minutes that are billed: rounded, and frozen when the entry is approved; null before that',
  })
  billable_minutes!: number | null;
  @WholeNumber({
    min: 0,
    max: LARGEST,
    nullable: true,
    example: 12_000,
    description:
      'What an hour costs, in minor units of `currency`, frozen when the entry is approved; null before that, and while none is agreed',
  })
  hourly_rate!: number | null;
  @Currency({ nullable: true, description: 'ISO 4217 code of the currency of `hourly_rate`' })
  currency!: string | null;
  @Text({ max: 4000, example: 'Workshop' }) description!: string;
  @Uuid({
    nullable: true,
    example: null,
    description: 'The one draft or finalized invoice that it is on, which locks it',
  })
  invoice_id!: string | null;
  @WholeNumber({ min: 1, max: LARGEST, example: 3, description: 'Counts the changes, whoever makes them' })
  version!: number;
  @Instant({ example: '2026-03-14T10:31:07.000Z' }) created_at!: Date;
  @Instant({ example: '2026-03-14T10:31:07.000Z' }) updated_at!: Date;
  @Text({ max: 1000, optional: true, description: 'While it is rejected' }) rejection_reason?: string;
  @Uuids({
    min: 0,
    max: MOST_OVERLAPS,
    description:
      'Other entries of the same person that share time with it, earliest first, 20 at most. Rejected ones do not count',
    example: ['0199a3c1-8c20-4d0b-9f15-2a6b7c8d9e0f'],
  })
  overlaps!: string[];
  @ApiPropertyOptional({ type: MeetingAnswer, description: 'While the meeting that it came from is known' })
  calendar_event?: MeetingAnswer;
}

/** A page of time entries. */
@ApiSchema({ name: 'TimeEntryList' })
export class TimeEntryListAnswer {
  @ApiProperty({ type: [TimeEntryAnswer] }) time_entries!: TimeEntryAnswer[];
  @Text({ max: 500, nullable: true, example: null }) next_cursor!: string | null;
}

/** A query in our own words, without whose entries and which page. */
export function toEntryFilter(query: Omit<TimeEntryQuery, keyof PageQuery>): EntryFilter {
  const { from, to, status, source, project_id, client_id, overlapping } = query;
  return {
    from,
    to,
    status,
    source,
    projectId: project_id,
    clientId: client_id,
    overlapping: overlapping && overlapping === 'true',
  };
}

/** The fields of a request in our own words; absent ones stay absent. */
export function toEntryChange(body: TimeEntryChangeBody): EntryChange {
  return {
    startedAt: body.started_at,
    endedAt: body.ended_at,
    durationMinutes: body.duration_minutes,
    description: body.description,
    projectId: body.project_id,
    clientId: body.client_id,
  };
}

/** A row, with its meeting if that was read too, as the wire shows it. */
export function toTimeEntry(entry: EntryWithOverlaps): TimeEntryAnswer {
  return {
    id: entry.id,
    user_id: entry.userId,
    project_id: entry.projectId,
    client_id: entry.clientId,
    source: entry.source,
    status: entry.status,
    started_at: entry.startedAt,
    ended_at: entry.endedAt,
    duration_minutes: entry.durationMinutes,
    description: entry.description,
    billable_minutes: entry.billableMinutes,
    hourly_rate: entry.hourlyRate,
    currency: entry.currency,
    invoice_id: entry.invoiceId,
    version: entry.version,
    created_at: entry.createdAt,
    updated_at: entry.updatedAt,
    overlaps: entry.overlaps,
    ...(entry.rejectionReason !== null && { rejection_reason: entry.rejectionReason }),
    ...(entry.meeting && { calendar_event: toMeeting(entry.meeting, entry.provenance) }),
  };
}

/** A page of rows as the wire shows it. */
export function toTimeEntryList({ rows, nextCursor }: Page<EntryWithOverlaps>): TimeEntryListAnswer {
  return { time_entries: rows.map(toTimeEntry), next_cursor: nextCursor };
}
