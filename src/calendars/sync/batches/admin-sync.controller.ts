import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal, Roles } from '../../../accounts/guard/principal';
import { Creates } from '../../../accounts/idempotency/creates';
import { ApiProblem } from '../../../common/errors/api-problem';
import { UuidPipe } from '../../../common/wire/uuid.pipe';
import { AdminSyncService } from './admin-sync.service';
import {
  NewSyncBatchBody,
  QueuedSyncBatchAnswer,
  SyncBatchAnswer,
  toBatchFilter,
  toSyncBatch,
} from './sync-batch.wire';

/** Syncs of many people’s calendars, for admins. */
@ApiTags('Admin')
@Roles('admin')
@Controller('admin/integrations/sync')
export class AdminSyncController {
  constructor(private readonly syncs: AdminSyncService) {}

  @Post()
  @HttpCode(202)
  @Creates()
  @ApiOperation({
    summary: 'Bring many calendars up to date in the background: all, of a provider, of a user, or one',
  })
  @ApiBody({ type: NewSyncBatchBody, required: false })
  @ApiAcceptedResponse({ type: QueuedSyncBatchAnswer })
  @ApiProblem(404, 'not_found', 'There is no such provider')
  @ApiProblem(503, 'provider_not_configured', 'The provider is switched off here')
  async request(
    @CurrentUser() { userId }: Principal,
    @Body() body: NewSyncBatchBody,
  ): Promise<QueuedSyncBatchAnswer> {
    const { batchId, queued } = await this.syncs.request(userId, toBatchFilter(body));
    return { status: 'queued', batch_id: batchId, queued };
  }

  @Get(':batch_id')
  @ApiOperation({ summary: 'How a batch is doing' })
  @ApiOkResponse({ type: SyncBatchAnswer })
  async status(@Param('batch_id', UuidPipe) batchId: string): Promise<SyncBatchAnswer> {
    return toSyncBatch(batchId, await this.syncs.progress(batchId));
  }
}
