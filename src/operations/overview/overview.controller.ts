import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../../accounts/guard/principal';
import { OverviewAnswer } from './overview.wire';
import { OverviewService } from './overview.service';

/** For those who look after everybody's calendars. */
@ApiTags('Admin')
@Roles('admin')
@Controller('admin/integrations/overview')
export class OverviewController {
  constructor(private readonly service: OverviewService) {}

  @Get()
  @ApiOperation({
    summary: 'How everybody’s calendars are doing (admin)',
    description:
      'Figures over the whole service, the calendar that waits longest, and what is queued. It names nobody.',
  })
  @ApiOkResponse({ type: OverviewAnswer })
  overview(): Promise<OverviewAnswer> {
    return this.service.overview();
  }
}
