import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { UuidPipe } from '../../common/wire/uuid.pipe';
import { SyncResult, toSyncResult } from './sync.wire';
import { SyncService } from './sync.service';
import { ApiProblem } from '../../common/errors/api-problem';
import { ConnectionProblems } from '../provider-problems';

@ApiTags('Sync')
@Controller('integrations/:provider/:calendar_id/sync')
export class SyncController {
  constructor(private readonly syncs: SyncService) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Bring a calendar up to date now, and wait for the result' })
  @ApiOkResponse({ type: SyncResult })
  @ConnectionProblems()
  @ApiProblem(409, 'sync_in_progress', 'or `needs_reauth`: the account has to be connected again')
  async sync(
    @CurrentUser() { userId }: Principal,
    @Param('provider') provider: string,
    @Param('calendar_id', UuidPipe) calendarId: string,
  ): Promise<SyncResult> {
    return toSyncResult(await this.syncs.sync({ userId, provider, calendarId, trigger: 'manual' }));
  }
}
