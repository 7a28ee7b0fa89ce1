import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { Creates } from '../../accounts/idempotency/creates';
import { type EntryDraft, TimeEntriesService } from '../../billing/time-entries/time-entries.service';
import { Clock } from '../../common/clock';
import { ApiProblem } from '../../common/errors/api-problem';
import { spokenMinutes } from '../time-command/minutes';
import { SlackTimeEntryAnswer, SlackTimeEntryBody } from './slack-time-entry.wire';

const MINUTE_MS = 60_000;

/** Logs time as Slack does, for a program that holds the user's token. */
@ApiTags('Slack')
@Controller('integrations/slack/time-entry')
export class SlackTimeEntryController {
  constructor(
    private readonly entries: TimeEntriesService,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Creates()
  @ApiOperation({
    summary: 'Log work that ends now',
    description:
      'As `/time` does, with the caller’s token in place of Slack’s signature: no link to Slack is needed.',
  })
  @ApiCreatedResponse({ type: SlackTimeEntryAnswer })
  @ApiProblem(409, 'conflict', 'The project or client is archived')
  async create(
    @CurrentUser() { userId }: Principal,
    @Body() body: SlackTimeEntryBody,
  ): Promise<SlackTimeEntryAnswer> {
    const { id, durationMinutes } = await this.entries.create(userId, this.endingNow(body), 'slack');
    const message = `Logged ${spokenMinutes(durationMinutes)}, ending now.`;
    return { status: 'success', time_entry_id: id, message };
  }

  private endingNow({
    duration_minutes,
    description,
    project_id,
    client_id,
  }: SlackTimeEntryBody): EntryDraft {
    const endedAt = this.clock.now();
    return {
      startedAt: new Date(endedAt.getTime() - duration_minutes * MINUTE_MS),
      endedAt,
      description,
      projectId: project_id ?? null,
      clientId: client_id ?? null,
    };
  }
}
