import { ApiSchema, PickType } from '@nestjs/swagger';
import { TimeEntryChangeBody } from '../time-entry.wire';

/** What a decision may say: the `version` of the entry that it was made for, so that nobody decides what they did not see. */
@ApiSchema({ name: 'MeetingDecision' })
export class MeetingDecisionBody extends PickType(TimeEntryChangeBody, ['version'] as const) {}
