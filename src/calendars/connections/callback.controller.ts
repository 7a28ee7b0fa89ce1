import { Body, Controller, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { LimitPerAddress } from '../../accounts/limits/limit.decorators';
import { CalendarRepository } from '../calendar.repository';
import { SwitchedOnGuard } from '../provider/switched-on.guard';
import { CallbackAnswer, CallbackBody, toProviderCalendar } from './connection.wire';
import { ConnectionsService } from './connections.service';
import { ApiProblem } from '../../common/errors/api-problem';
import { ProviderProblems } from '../provider-problems';

/** Where the web app finishes what `authorize` began. */
@ApiTags('Connections')
@UseGuards(SwitchedOnGuard)
@Controller('integrations/:provider')
export class CallbackController {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly calendars: CalendarRepository,
  ) {}

  @Post('callback')
  @HttpCode(200)
  @LimitPerAddress('callback')
  @ApiOperation({ summary: 'Finish connecting an account, with the code and state that came back' })
  @ApiOkResponse({ type: CallbackAnswer })
  @ApiProblem(400, 'invalid_state', 'The state is used, older than ten minutes, or somebody else’s')
  @ApiProblem(400, 'oauth_failed', 'The code was refused')
  @ApiProblem(400, 'missing_scope', 'A scope that is needed was not granted')
  @ProviderProblems()
  async finish(
    @CurrentUser() { userId }: Principal,
    @Param('provider') provider: string,
    @Body() callback: CallbackBody,
  ): Promise<CallbackAnswer> {
    const { accountId, email, calendars } = await this.connections.connect(provider, callback, { userId });
    const selected = await this.calendars.selectedOf(userId, accountId);
    return {
      status: 'success',
      oauth_account_id: accountId,
      account_email: email,
      calendars: calendars.map((remote) => toProviderCalendar(remote, selected.has(remote.id))),
    };
  }
}
