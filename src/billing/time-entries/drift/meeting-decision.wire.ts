import { ApiSchema, PickType } from '@nestjs/swagger';
import { TimeEntryChangeBody } from '../time-entry.wire';

/** A decision may name the `version` of the entry that it was made for, so that nobody decides on what they did not see. */
@ApiSchema({ name: 'MeetingDecision' })
export class MeetingDecisionBody extends PickType(TimeEntryChangeBody, ['version'] as const) {}
