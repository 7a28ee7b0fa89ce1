import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { PageQuery } from '../../common/pagination';
import { UuidPipe } from '../../common/wire/uuid.pipe';
import { CalendarRepository } from '../calendar.repository';
import { RunRepository } from './run.repository';
import { SyncRunListAnswer, toSyncRun } from './sync.wire';

/** The history of a calendar’s syncs. */
@ApiTags('Sync')
@Controller('integrations/calendars/:id/sync-runs')
export class SyncRunsController {
  constructor(
    private readonly calendars: CalendarRepository,
    private readonly runs: RunRepository,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The history of a calendar: every run and what it did, newest first' })
  @ApiOkResponse({ type: SyncRunListAnswer })
  async list(
    @CurrentUser() { userId }: Principal,
    @Param('id', UuidPipe) id: string,
    @Query() page: PageQuery,
  ): Promise<SyncRunListAnswer> {
    await this.calendars.require(userId, id);
    const { rows, nextCursor } = await this.runs.list(id, page);
    return { sync_runs: rows.map(toSyncRun), next_cursor: nextCursor };
  }
}
