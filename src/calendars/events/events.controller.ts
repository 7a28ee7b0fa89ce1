import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { UuidPipe } from '../../common/wire/uuid.pipe';
import { CalendarRepository } from '../calendar.repository';
import { EventListAnswer, EventsQuery, toEvent } from './event.wire';
import { EventsRepository } from './events.repository';

/** What is stored of a calendar. */
@ApiTags('Events')
@Controller('integrations/calendars/:id/events')
export class EventsController {
  constructor(
    private readonly calendars: CalendarRepository,
    private readonly events: EventsRepository,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The stored events of a calendar, by start' })
  @ApiOkResponse({ type: EventListAnswer })
  async list(
    @CurrentUser() { userId }: Principal,
    @Param('id', UuidPipe) id: string,
    @Query() query: EventsQuery,
  ): Promise<EventListAnswer> {
    await this.calendars.require(userId, id);
    const { rows, nextCursor } = await this.events.list(id, query);
    return { events: rows.map(toEvent), next_cursor: nextCursor };
  }
}
