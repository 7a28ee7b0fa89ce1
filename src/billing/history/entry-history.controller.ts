import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { NotFound } from '../../common/errors/problem';
import { PageQuery } from '../../common/pagination';
import { UuidPipe } from '../../common/wire/uuid.pipe';
import { ownerWithinReach } from '../time-entries/entry-reach';
import { ENTRY_FIELDS } from './history-fields';
import { HistoryRepository, type HistorySubject } from './history.repository';
import { HistoryAnswer, toHistory } from './history.wire';

/** The history of a time entry, also of a deleted one. */
@ApiTags('Time entries')
@Controller('time-entries/:id/history')
export class EntryHistoryController {
  constructor(private readonly records: HistoryRepository) {}

  @Get()
  @ApiOperation({
    summary: 'Show who changed what in a time entry, newest first',
    description: 'Deleted entries have one too. Nobody can alter or remove what is recorded.',
  })
  @ApiOkResponse({ type: HistoryAnswer })
  async read(
    @CurrentUser() user: Principal,
    @Param('id', UuidPipe) id: string,
    @Query() paging: PageQuery,
  ): Promise<HistoryAnswer> {
    const subject: HistorySubject = { entity: 'time_entries', id, owner: ownerWithinReach(user) };
    if (!(await this.records.knows(subject))) throw new NotFound('The time entry');
    return toHistory(await this.records.page(subject, Object.keys(ENTRY_FIELDS), paging), ENTRY_FIELDS);
  }
}
