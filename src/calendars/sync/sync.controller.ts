import { Controller, HttpStatus, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import { ApiAcceptedResponse, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { Creates } from '../../accounts/idempotency/creates';
import { ApiProblem } from '../../common/errors/api-problem';
import { UuidPipe } from '../../common/wire/uuid.pipe';
import { ConnectionProblems } from '../provider-problems';
import { SwitchedOnGuard } from '../provider/switched-on.guard';
import { SyncRequestsService } from './requests/sync-requests.service';
import { SyncService } from './sync.service';
import { QueuedSyncAnswer, SyncQuery, SyncResultAnswer, toSyncResult } from './sync.wire';

/** A sync on demand: now, or as a job. */
@ApiTags('Sync')
@UseGuards(SwitchedOnGuard)
@Controller('integrations/:provider/:calendar_id/sync')
export class SyncController {
  constructor(
    private readonly syncs: SyncService,
    private readonly requests: SyncRequestsService,
  ) {}

  @Post()
  @Creates()
  @ApiOperation({
    summary: 'Bring a calendar up to date now',
    description: 'Waits for the result, or with `async=true` answers at once with a job to look at.',
  })
  @ApiExtraModels(QueuedSyncAnswer)
  @ApiOkResponse({ type: SyncResultAnswer })
  @ApiAcceptedResponse({ type: QueuedSyncAnswer, description: 'With `async=true`' })
  @ConnectionProblems()
  @ApiProblem(409, 'sync_in_progress', 'It is being synced')
  @ApiProblem(409, 'needs_reauth', 'The account has to be connected again')
  async sync(
    @CurrentUser() { userId }: Principal,
    @Param('provider') provider: string,
    @Param('calendar_id', UuidPipe) calendarId: string,
    @Query() { async }: SyncQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SyncResultAnswer | QueuedSyncAnswer> {
    if (async === 'true') {
      response.status(HttpStatus.ACCEPTED);
      return { status: 'queued', job_id: await this.requests.request({ userId, provider, calendarId }) };
    }
    response.status(HttpStatus.OK);
    return toSyncResult(await this.syncs.sync({ userId, provider, calendarId, trigger: 'manual' }));
  }
}
