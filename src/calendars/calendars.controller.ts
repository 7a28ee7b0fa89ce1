import { Body, Controller, Delete, Get, Param, Patch, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal } from '../accounts/guard/principal';
import { Clock } from '../common/clock';
import { ApiProblem } from '../common/errors/api-problem';
import { PageQuery } from '../common/pagination';
import { UuidPipe } from '../common/wire/uuid.pipe';
import {
  CalendarAnswer,
  CalendarChangeBody,
  CalendarListAnswer,
  EnablingAnswer,
  EnablingBody,
  RemovalAnswer,
  toCalendar,
  toCalendarChange,
} from './calendar.wire';
import { CalendarRepository } from './calendar.repository';
import { CalendarsService } from './calendars.service';

/** Selected calendars, of whichever provider. */
@ApiTags('Calendars')
@Controller('integrations/calendars')
export class CalendarsController {
  constructor(
    private readonly calendars: CalendarRepository,
    private readonly service: CalendarsService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Your selected calendars, of all providers' })
  @ApiOkResponse({ type: CalendarListAnswer })
  async list(@CurrentUser() { userId }: Principal, @Query() page: PageQuery): Promise<CalendarListAnswer> {
    const { rows, nextCursor } = await this.calendars.list(userId, page);
    const now = this.clock.now();
    return { calendars: rows.map((calendar) => toCalendar(calendar, now)), next_cursor: nextCursor };
  }

  @Get(':id')
  @ApiOperation({ summary: 'A selected calendar and how its synchronisation is doing' })
  @ApiOkResponse({ type: CalendarAnswer })
  async get(
    @CurrentUser() { userId }: Principal,
    @Param('id', UuidPipe) id: string,
  ): Promise<CalendarAnswer> {
    return toCalendar(await this.calendars.get(userId, id), this.clock.now());
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change the window, the interval or what its entries are billed to' })
  @ApiProblem(409, 'conflict', 'The default project or client is archived')
  @ApiOkResponse({ type: CalendarAnswer })
  async change(
    @CurrentUser() { userId }: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() patch: CalendarChangeBody,
  ): Promise<CalendarAnswer> {
    return toCalendar(await this.service.change(userId, id, toCalendarChange(patch)), this.clock.now());
  }

  @Put(':id/enable')
  @ApiOperation({ summary: 'Switch background synchronisation on or off' })
  @ApiOkResponse({ type: EnablingAnswer })
  async enable(
    @CurrentUser() { userId }: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() { sync_enabled }: EnablingBody,
  ): Promise<EnablingAnswer> {
    await this.service.enable(userId, id, sync_enabled);
    return { status: 'success', calendar_id: id, sync_enabled };
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Remove a calendar and its events; time entries stay' })
  @ApiOkResponse({ type: RemovalAnswer })
  async remove(
    @CurrentUser() { userId }: Principal,
    @Param('id', UuidPipe) id: string,
  ): Promise<RemovalAnswer> {
    await this.calendars.remove(userId, id);
    return { status: 'success', message: 'The calendar was removed. Its time entries stay.' };
  }
}
