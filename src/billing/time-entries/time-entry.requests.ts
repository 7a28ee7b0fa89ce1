import { ApiSchema } from '@nestjs/swagger';
import { PageQuery } from '../../common/pagination';
import { Instant, OneOf, Text, Uuid, WholeNumber } from '../../common/wire/fields';
import type { EntryChange } from './entry-change';
import { LONGEST_MINUTES } from './span';
import { ENTRY_SOURCES, ENTRY_STATUSES, type EntrySource, type EntryStatus } from './time-entry.entity';

const NINE = '2026-03-14T09:00:00.000Z';
const HALF_PAST_TEN = '2026-03-14T10:30:00.000Z';
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
  @Uuid({ optional: true, description: 'Whose entries; others than your own for admins only' })
  user_id?: string;
}

/** What an entry is made from: its end, or its duration, or both when they agree. At most 31 days. */
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
}

/** Why an entry is rejected. */
@ApiSchema({ name: 'Rejection' })
export class RejectionBody {
  @Text({ min: 1, max: 1000, example: 'Which project was this?' }) reason!: string;
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
