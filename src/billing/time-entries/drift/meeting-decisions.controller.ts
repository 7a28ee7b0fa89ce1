import { Body, Controller, HttpCode, HttpStatus, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentUser, type Principal } from '../../../accounts/guard/principal';
import { ApiProblem } from '../../../common/errors/api-problem';
import { UuidPipe } from '../../../common/wire/uuid.pipe';
import { LOCKED_BY, VERSION_NOW } from '../entry-problems';
import { editorOf } from '../entry-reach';
import { TimeEntryAnswer, toTimeEntry } from '../time-entry.wire';
import { MeetingDecisionBody } from './meeting-decision.wire';
import { MeetingDecisionsService } from './meeting-decisions.service';

/** Decisions about entries whose meeting changed, or was removed, after the conversion: those with `source_changed`. */
@ApiTags('Time entries')
@Controller('time-entries/:id/meeting')
export class MeetingDecisionsController {
  constructor(private readonly decisions: MeetingDecisionsService) {}

  @Post('accept')
  @ApiOperation({
    summary: 'Take over what changed at the meeting of a pending or rejected time entry',
    description:
      'The entry gets the meeting’s time, and its title where the description was the title; it follows the meeting again unless its description is a person’s own. A rejected entry is pending again. If the meeting is gone, the entry is deleted. An entry that is not marked stays as it is.',
  })
  @ApiBody({ type: MeetingDecisionBody, required: false })
  @ApiOkResponse({ type: TimeEntryAnswer })
  @ApiNoContentResponse({ description: 'The meeting is gone, and its entry too' })
  @ApiProblem(409, 'entry_locked', 'It is approved or billed', LOCKED_BY)
  @ApiProblem(
    409,
    'conflict',
    'Its meeting is not known or longer than 31 days, or it is not at the `version` that was given',
    VERSION_NOW,
  )
  async accept(
    @CurrentUser() user: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() { version }: MeetingDecisionBody,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TimeEntryAnswer | undefined> {
    const entry = await this.decisions.accept(id, editorOf(user), version);
    response.status(entry ? HttpStatus.OK : HttpStatus.NO_CONTENT);
    return entry ? toTimeEntry(entry) : undefined;
  }

  @Post('keep')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Keep a time entry as it is, although its meeting changed or is gone',
    description:
      'It is no longer marked until the meeting changes again, and no longer follows it. For every entry that is on no invoice; one that is not marked stays as it is.',
  })
  @ApiBody({ type: MeetingDecisionBody, required: false })
  @ApiOkResponse({ type: TimeEntryAnswer })
  @ApiProblem(409, 'entry_locked', 'It is on an invoice', LOCKED_BY)
  @ApiProblem(
    409,
    'conflict',
    'Its meeting is not known, or it is not at the `version` that was given',
    VERSION_NOW,
  )
  async keep(
    @CurrentUser() user: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() { version }: MeetingDecisionBody,
  ): Promise<TimeEntryAnswer> {
    return toTimeEntry(await this.decisions.keep(id, editorOf(user), version));
  }
}
