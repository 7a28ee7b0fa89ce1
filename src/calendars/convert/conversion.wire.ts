import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { OneOf, Text, Uuid, Uuids } from '../../common/wire/fields';
import type { BulkResult } from './conversion.service';

const TARGET = { optional: true, nullable: true } as const;

/** A conversion names one event or many. The two bodies share a route, so which of them it is decides their rules. */
@ApiSchema({ name: 'NewConversion' })
export class ConversionBody {
  @Uuid({ optional: true, description: 'One event; or give synced_event_ids' }) synced_event_id?: string;
  @Uuids({ min: 1, max: 500, optional: true, description: 'Many events, in one transaction' })
  synced_event_ids?: string[];
  @Uuid({
    ...TARGET,
    description: "Brings its client along. The calendar's default unless given; null is none",
  })
  project_id?: string | null;
  @Uuid({
    ...TARGET,
    description: "The calendar's default unless this or the project is given; null is none",
  })
  client_id?: string | null;
  @Text({ max: 4000, optional: true, description: "The event's summary unless given; for one event only" })
  description?: string;
}

/** One event became a time entry. */
@ApiSchema({ name: 'ConversionResult' })
export class ConversionAnswer {
  @OneOf(['success']) status!: 'success';
  @Uuid() time_entry_id!: string;
  @Text({ max: 500, example: 'The event became a pending time entry.' }) message!: string;
}

@ApiSchema({ name: 'BulkConversion' })
class BulkConversionAnswer {
  @Uuid() synced_event_id!: string;
  @OneOf(['converted', 'error']) status!: 'converted' | 'error';
  @Uuid({ optional: true }) time_entry_id?: string;
  @OneOf(['not_found', 'already_converted', 'conflict'], {
    optional: true,
    description: '`conflict`: it lasts more than 31 days',
  })
  code?: string;
}

/** What became of many events, in the order in which they were given. */
@ApiSchema({ name: 'BulkConversions' })
export class BulkConversionsAnswer {
  @ApiProperty({ type: [BulkConversionAnswer] }) results!: BulkConversionAnswer[];
}

/** What became of one event, for the wire. */
export function toBulkConversion(result: BulkResult): BulkConversionAnswer {
  return {
    synced_event_id: result.eventId,
    status: result.status,
    ...(result.timeEntryId !== undefined && { time_entry_id: result.timeEntryId }),
    ...(result.status === 'error' && { code: result.code }),
  };
}
