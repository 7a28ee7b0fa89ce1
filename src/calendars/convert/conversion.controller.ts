import { Body, Controller, Delete, HttpCode, HttpStatus, Param, Post, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { Creates } from '../../accounts/idempotency/creates';
import { ValidationFailed } from '../../common/errors/problem';
import { UuidPipe } from '../../common/wire/uuid.pipe';
import { BulkConversionsAnswer, ConversionAnswer, ConversionBody, toBulkConversion } from './conversion.wire';
import { ConversionService, type ConversionTarget } from './conversion.service';
import { ApiProblem } from '../../common/errors/api-problem';

/** Converts events into time entries, and undoes it. */
@ApiTags('Events')
@Controller('integrations/calendars/events')
export class ConversionController {
  constructor(private readonly conversions: ConversionService) {}

  @Post('convert')
  @Creates()
  @ApiOperation({ summary: 'Convert one event, or up to 500, into pending time entries' })
  @ApiCreatedResponse({ type: ConversionAnswer, description: 'One event' })
  @ApiOkResponse({ type: BulkConversionsAnswer, description: 'Many events, each with its own result' })
  @ApiProblem(404, 'not_found', 'There is no such event of yours')
  @ApiProblem(409, 'already_converted', 'The event is a time entry already', {
    time_entry_id: {
      type: 'string',
      format: 'uuid',
      description: 'The entry that it became',
      example: '5f0c1e8a-3b52-4a3e-9c53-0a4b8a1f2d10',
    },
  })
  @ApiProblem(409, 'conflict', 'The project or client is archived, or the event lasts more than 31 days')
  async convert(
    @CurrentUser() { userId }: Principal,
    @Body() body: ConversionBody,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ConversionAnswer | BulkConversionsAnswer> {
    const target = { projectId: body.project_id, clientId: body.client_id };
    if (body.synced_event_ids) {
      response.status(HttpStatus.OK);
      return this.convertMany(userId, body, target);
    }
    if (!body.synced_event_id)
      throw ValidationFailed.at('/synced_event_id', 'is needed, or synced_event_ids');
    const timeEntryId = await this.conversions.convert(
      userId,
      body.synced_event_id,
      target,
      body.description,
    );
    return {
      status: 'success',
      time_entry_id: timeEntryId,
      message: 'The event became a pending time entry.',
    };
  }

  @Delete(':id/convert')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Undo a conversion while its entry is pending' })
  @ApiNoContentResponse()
  @ApiProblem(409, 'entry_locked', 'Its entry is no longer pending')
  async undo(@CurrentUser() { userId }: Principal, @Param('id', UuidPipe) id: string): Promise<void> {
    await this.conversions.undo(userId, id);
  }

  private async convertMany(
    userId: string,
    { synced_event_id, synced_event_ids = [], description }: ConversionBody,
    target: ConversionTarget,
  ): Promise<BulkConversionsAnswer> {
    if (synced_event_id)
      throw ValidationFailed.at('/synced_event_id', 'cannot be given together with synced_event_ids');
    if (description !== undefined)
      throw ValidationFailed.at('/description', 'is for a single event: each has its own summary');
    const results = await this.conversions.convertMany(userId, synced_event_ids, target);
    return { results: results.map(toBulkConversion) };
  }
}
