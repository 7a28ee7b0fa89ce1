import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal, Roles } from '../../../accounts/guard/principal';
import { ApiProblem } from '../../../common/errors/api-problem';
import { UuidPipe } from '../../../common/wire/uuid.pipe';
import { LOCKED_BY } from '../entry-problems';
import { ApprovalService } from './approval.service';
import { RejectionBody, TimeEntryAnswer, toTimeEntry } from '../time-entry.wire';

/** What admins decide about anybody's entries. */
@ApiTags('Time entries')
@Roles('admin')
@Controller('time-entries/:id')
export class ApprovalController {
  constructor(private readonly approval: ApprovalService) {}

  @Post('approve')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Approve a pending time entry (admin)',
    description:
      'It needs a client. A rejected entry has to be sent again first: a PATCH, of its owner or of an admin, makes it pending. Approving again changes nothing.',
  })
  @ApiOkResponse({ type: TimeEntryAnswer })
  @ApiProblem(409, 'conflict', 'It has no client, or it is rejected and was not sent again since')
  @ApiProblem(409, 'entry_locked', 'It is on an invoice', LOCKED_BY)
  async approve(
    @CurrentUser() { userId }: Principal,
    @Param('id', UuidPipe) id: string,
  ): Promise<TimeEntryAnswer> {
    return toTimeEntry(await this.approval.approve(id, userId));
  }

  @Post('reject')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Reject a time entry that is on no invoice (admin)',
    description: 'This also takes an approval back. Rejecting again replaces the reason.',
  })
  @ApiOkResponse({ type: TimeEntryAnswer })
  @ApiProblem(409, 'entry_locked', 'It is on an invoice', LOCKED_BY)
  async reject(
    @CurrentUser() { userId }: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() { reason }: RejectionBody,
  ): Promise<TimeEntryAnswer> {
    return toTimeEntry(await this.approval.reject(id, userId, reason));
  }
}
