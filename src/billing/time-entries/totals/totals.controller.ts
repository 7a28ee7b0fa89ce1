import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal } from '../../../accounts/guard/principal';
import { ApiProblem } from '../../../common/errors/api-problem';
import { listedOwner } from '../entry-reach';
import { toEntryFilter } from '../time-entry.wire';
import { TotalsRepository } from './totals.repository';
import { TotalsAnswer, TotalsQuery, toTotalsAnswer } from './totals.wire';
import { ZonesRepository } from './zones.repository';

/** Sums of time entries: everybody's own, and everybody's for admins. */
@ApiTags('Time entries')
@Controller('time-entries/totals')
export class TotalsController {
  constructor(
    private readonly totals: TotalsRepository,
    private readonly zones: ZonesRepository,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Sum up time entries by day, project and client',
    description:
      'Covers the entries that a list with the same filter shows, except that rejected ones count only with `status=rejected`. An entry belongs to the day on which it starts in your time zone.',
  })
  @ApiOkResponse({ type: TotalsAnswer })
  @ApiProblem(403, 'forbidden', 'Another person’s entries, without being an admin')
  async read(@CurrentUser() user: Principal, @Query() query: TotalsQuery): Promise<TotalsAnswer> {
    const owner = listedOwner(user, query.user_id);
    const zone = await this.zones.zoneOf(user.userId);
    return toTotalsAnswer(await this.totals.read(owner, toEntryFilter(query), zone), zone);
  }
}
