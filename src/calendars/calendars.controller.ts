import { Body, Controller, Delete, Get, Param, Patch, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal } from '../accounts/guard/principal';
import { Clock } from '../common/clock';
import { ApiProblem } from '../common/errors/api-problem';
import { PageQuery } from '../common/pagination';
import { UuidPipe } from '../common/wire/uuid.pipe';
import {
  Calendar,
  CalendarList,
  CalendarPatch,
  DoneResponse,
  EnableRequest,
  EnableResponse,
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
  @ApiOkResponse({ type: CalendarList })
  async list(@CurrentUser() { userId }: Principal, @Query() page: PageQuery): Promise<CalendarList> {
    const { rows, nextCursor } = await this.calendars.list(userId, page);
    const now = this.clock.now();
    return { calendars: rows.map((calendar) => toCalendar(calendar, now)), next_cursor: nextCursor };
  }

  @Get(':id')
  @ApiOperation({ summary: 'A selected calendar and how its synchronisation is doing' })
  @ApiOkResponse({ type: Calendar })
  async get(@CurrentUser() { userId }: Principal, @Param('id', UuidPipe) id: string): Promise<Calendar> {
    return toCalendar(await this.calendars.get(userId, id), this.clock.now());
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change the window, the interval or what its entries are billed to' })
  @ApiProblem(409, 'conflict', 'The default project or client is archived')
  @ApiOkResponse({ type: Calendar })
  async change(
    @CurrentUser() { userId }: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() patch: CalendarPatch,
  ): Promise<Calendar> {
    return toCalendar(await this.service.change(userId, id, toCalendarChange(patch)), this.clock.now());
  }

  @Put(':id/enable')
  @ApiOperation({ summary: 'Switch background synchronisation on or off' })
  @ApiOkResponse({ type: EnableResponse })
  async enable(
    @CurrentUser() { userId }: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() { sync_enabled }: EnableRequest,
  ): Promise<EnableResponse> {
    await this.service.enable(userId, id, sync_enabled);
    return { status: 'success', calendar_id: id, sync_enabled };
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Remove a calendar and its events; time entries stay' })
  @ApiOkResponse({ type: DoneResponse })
  async remove(
    @CurrentUser() { userId }: Principal,
    @Param('id', UuidPipe) id: string,
  ): Promise<DoneResponse> {
    await this.calendars.remove(userId, id);
    return { status: 'success', message: 'The calendar was removed. Its time entries stay.' };
  }
}
