import { Body, Controller, Get, HttpStatus, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { Creates } from '../../accounts/idempotency/creates';
import { CalendarRepository } from '../calendar.repository';
import { toProviderCalendar } from '../connections/connection.wire';
import { SwitchedOnGuard } from '../provider/switched-on.guard';
import { CalendarOffers } from './calendar-offers';
import { OfferListAnswer, OffersQuery, SelectionAnswer, SelectionBody } from './selection.wire';
import { SelectionService } from './selection.service';
import { ConnectionProblems } from '../provider-problems';

/** Which calendars a connected account has, and which of them are synchronised. */
@ApiTags('Calendars')
@UseGuards(SwitchedOnGuard)
@Controller('integrations/:provider')
export class SelectionController {
  constructor(
    private readonly offers: CalendarOffers,
    private readonly calendars: CalendarRepository,
    private readonly selections: SelectionService,
  ) {}

  @Get('calendars')
  @ApiOperation({ summary: 'The calendars of a connected account, as its provider lists them' })
  @ApiOkResponse({ type: OfferListAnswer })
  @ConnectionProblems()
  async list(
    @CurrentUser() { userId }: Principal,
    @Param('provider') provider: string,
    @Query() { oauth_account_id: accountId }: OffersQuery,
  ): Promise<OfferListAnswer> {
    const offers = await this.offers.list(userId, provider, accountId);
    const selected = await this.calendars.selectedOf(userId, accountId);
    return { calendars: offers.map((remote) => toProviderCalendar(remote, selected.has(remote.id))) };
  }

  @Post('select-calendar')
  @Creates()
  @ApiOperation({ summary: 'Select a calendar for synchronisation' })
  @ApiCreatedResponse({ type: SelectionAnswer })
  @ApiOkResponse({ type: SelectionAnswer, description: 'It was selected before; nothing is lost' })
  @ConnectionProblems()
  async select(
    @CurrentUser() { userId }: Principal,
    @Param('provider') provider: string,
    @Body() body: SelectionBody,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SelectionAnswer> {
    const { calendarId, created } = await this.selections.select({
      userId,
      provider,
      oauthAccountId: body.oauth_account_id,
      providerCalendarId: body.calendar_id,
      name: body.calendar_name,
      syncEnabled: body.sync_enabled,
    });
    response.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    const message = created ? 'The calendar is selected.' : 'The calendar was selected already.';
    return { status: 'success', calendar_id: calendarId, message };
  }
}
