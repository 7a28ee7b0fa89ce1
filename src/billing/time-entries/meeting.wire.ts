import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Flag, Instant, OneOf, Text, Uuid } from '../../common/wire/fields';
import type { Provenance, SourceChange } from './provenance';
import type { LinkedMeeting } from './time-entry.entity';

/** An instant as the entry took it over, or was kept in spite of, and as the meeting has it now. */
@ApiSchema({ name: 'InstantDifference' })
export class InstantDifferenceAnswer {
  @Instant({ example: '2026-03-14T09:00:00.000Z' }) entry!: Date;
  @Instant({ example: '2026-03-14T11:00:00.000Z' }) meeting!: Date;
}

/** A text as the entry took it over, or was kept in spite of, and as the meeting has it now. */
@ApiSchema({ name: 'TextDifference' })
export class TextDifferenceAnswer {
  @Text({ max: 4000, nullable: true, example: 'Workshop' }) entry!: string | null;
  @Text({ max: 4000, nullable: true, example: 'Workshop, part one' }) meeting!: string | null;
}

/** How the meeting differs from what the entry took over, or was kept in spite of. It has only the fields that differ. */
@ApiSchema({ name: 'MeetingDifference' })
export class MeetingDifferenceAnswer {
  @ApiPropertyOptional({ type: InstantDifferenceAnswer }) started_at?: InstantDifferenceAnswer;
  @ApiPropertyOptional({ type: InstantDifferenceAnswer }) ended_at?: InstantDifferenceAnswer;
  @ApiPropertyOptional({ type: TextDifferenceAnswer }) summary?: TextDifferenceAnswer;
}

/** The meeting that an entry came from. */
@ApiSchema({ name: 'EntryMeeting' })
export class MeetingAnswer {
  @Uuid({ example: '0199a3c1-90aa-4d1c-b1a2-7c8d9e0f1a2b' }) id!: string;
  @Uuid({ example: '0199a3c0-aaaa-4e5f-8b6c-1d2e3f4a5b6c' }) calendar_id!: string;
  @Flag({
    example: true,
    description: 'The meeting changed after the entry took it over, and the entry stayed',
  })
  source_changed!: boolean;
  @OneOf(['updated', 'removed'], { optional: true, example: 'updated' }) change?: SourceChange;
  @ApiPropertyOptional({ type: MeetingDifferenceAnswer, description: 'With `change: "updated"`' })
  difference?: MeetingDifferenceAnswer;
}

/** A linked meeting, and what became of it since the entry took it over. */
export function toMeeting(meeting: LinkedMeeting, provenance: Provenance): MeetingAnswer {
  const { change } = provenance;
  return {
    id: meeting.id,
    calendar_id: meeting.calendarId,
    source_changed: change !== null,
    ...(change && { change }),
    ...(change === 'updated' && { difference: toDifference(meeting, provenance) }),
  };
}

function toDifference(meeting: LinkedMeeting, taken: Provenance): MeetingDifferenceAnswer {
  const startedAt = instants(taken.startsAt, meeting.startsAt);
  const endedAt = instants(taken.endsAt, meeting.endsAt);
  const sameSummary = taken.summary === meeting.summary;
  return {
    ...(startedAt && { started_at: startedAt }),
    ...(endedAt && { ended_at: endedAt }),
    ...(!sameSummary && { summary: { entry: taken.summary, meeting: meeting.summary } }),
  };
}

function instants(entry: Date | null, meeting: Date): InstantDifferenceAnswer | undefined {
  return entry && entry.getTime() !== meeting.getTime() ? { entry, meeting } : undefined;
}
