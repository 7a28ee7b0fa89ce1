import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { Creates } from '../../accounts/idempotency/creates';
import { ApiProblem } from '../../common/errors/api-problem';
import { UuidPipe } from '../../common/wire/uuid.pipe';
import { LOCKED_BY, VERSION_NOW } from './entry-problems';
import { editorOf, listedOwner, ownerWithinReach } from './entry-reach';
import { TimeEntriesRepository } from './time-entries.repository';
import { TimeEntriesService } from './time-entries.service';
import {
  NewTimeEntryBody,
  TimeEntryAnswer,
  TimeEntryChangeBody,
  TimeEntryListAnswer,
  TimeEntryQuery,
  toEntryChange,
  toEntryFilter,
  toTimeEntry,
  toTimeEntryList,
} from './time-entry.wire';

/** Time entries: everybody's own, and everybody's for admins. */
@ApiTags('Time entries')
@Controller('time-entries')
export class TimeEntriesController {
  constructor(
    private readonly entries: TimeEntriesService,
    private readonly lists: TimeEntriesRepository,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List time entries, latest start first',
    description: 'Your own; admins see everybody’s.',
  })
  @ApiOkResponse({ type: TimeEntryListAnswer })
  @ApiProblem(403, 'forbidden', 'Another person’s entries, without being an admin')
  async list(@CurrentUser() user: Principal, @Query() query: TimeEntryQuery): Promise<TimeEntryListAnswer> {
    const owner = listedOwner(user, query.user_id);
    return toTimeEntryList(await this.lists.page(owner, toEntryFilter(query), query));
  }

  @Post()
  @Creates()
  @ApiOperation({ summary: 'Create a time entry' })
  @ApiCreatedResponse({ type: TimeEntryAnswer })
  @ApiProblem(409, 'conflict', 'The project or client is archived')
  async create(@CurrentUser() user: Principal, @Body() body: NewTimeEntryBody): Promise<TimeEntryAnswer> {
    const draft = {
      startedAt: body.started_at,
      endedAt: body.ended_at,
      durationMinutes: body.duration_minutes,
      description: body.description ?? '',
      projectId: body.project_id ?? null,
      clientId: body.client_id ?? null,
    };
    const { id } = await this.entries.create(user.userId, draft, 'manual');
    return toTimeEntry(await this.lists.get(id, user.userId));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Show a time entry' })
  @ApiOkResponse({ type: TimeEntryAnswer })
  async get(@CurrentUser() user: Principal, @Param('id', UuidPipe) id: string): Promise<TimeEntryAnswer> {
    return toTimeEntry(await this.lists.get(id, ownerWithinReach(user)));
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Change a pending or rejected time entry',
    description:
      'A rejected entry becomes pending when any field but `version` is sent, even with the value that it has; until then it cannot be approved. An entry that came from a meeting stops following it when its time or description is changed; project and client do not count.',
  })
  @ApiOkResponse({ type: TimeEntryAnswer })
  @ApiProblem(409, 'entry_locked', 'It is approved or on an invoice', LOCKED_BY)
  @ApiProblem(
    409,
    'conflict',
    'It is not at the `version` that was given, or the project or client is archived',
    VERSION_NOW,
  )
  async change(
    @CurrentUser() user: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() body: TimeEntryChangeBody,
  ): Promise<TimeEntryAnswer> {
    return toTimeEntry(await this.entries.change(id, editorOf(user), toEntryChange(body), body.version));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a pending or rejected time entry',
    description: 'The meeting that it came from may be converted again.',
  })
  @ApiNoContentResponse()
  @ApiProblem(409, 'entry_locked', 'It is approved or on an invoice', LOCKED_BY)
  remove(@CurrentUser() user: Principal, @Param('id', UuidPipe) id: string): Promise<void> {
    return this.entries.remove(id, editorOf(user));
  }
}
