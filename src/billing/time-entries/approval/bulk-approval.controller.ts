import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal, Roles } from '../../../accounts/guard/principal';
import { ApprovalService } from './approval.service';
import {
  BulkApprovalBody,
  BulkRejectionBody,
  BulkVerdictsAnswer,
  toBulkVerdicts,
} from './bulk-approval.wire';

const EACH_ITS_OWN =
  'One transaction, with a result for each entry in the order given: one that is refused does not hold up the others.';

/** What admins decide about many entries at once. */
@ApiTags('Time entries')
@Roles('admin')
@Controller('time-entries')
export class BulkApprovalController {
  constructor(private readonly approval: ApprovalService) {}

  @Post('approve')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Approve up to 500 pending time entries (admin)',
    description: `${EACH_ITS_OWN} Each is approved on the terms that its project and client have at that moment. A rejected entry has to be sent again first: a PATCH makes it pending. Approving again changes nothing.`,
  })
  @ApiOkResponse({ type: BulkVerdictsAnswer })
  async approve(
    @CurrentUser() { userId }: Principal,
    @Body() { time_entry_ids: ids }: BulkApprovalBody,
  ): Promise<BulkVerdictsAnswer> {
    return toBulkVerdicts(ids, await this.approval.approveMany(ids, userId), 'approved');
  }

  @Post('reject')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Reject up to 500 time entries that are on no invoice, for one reason (admin)',
    description: `${EACH_ITS_OWN} This also takes approvals back, and replaces older reasons.`,
  })
  @ApiOkResponse({ type: BulkVerdictsAnswer })
  async reject(
    @CurrentUser() { userId }: Principal,
    @Body() { time_entry_ids: ids, reason }: BulkRejectionBody,
  ): Promise<BulkVerdictsAnswer> {
    return toBulkVerdicts(ids, await this.approval.rejectMany(ids, userId, reason), 'rejected');
  }
}
