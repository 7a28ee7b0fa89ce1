import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { ApiProblem } from '../../common/errors/api-problem';
import { PreferencesService } from '../../notifications/preferences/preferences.service';
import { isAlive, OwnBindingsRepository } from '../linking/own-bindings.repository';
import { PreferencesAnswer, PreferencesBody, toPreferencesChange } from './preferences.wire';
import { SlackNotConnected } from './slack-not-connected';
import { StatusAnswer, toStatus } from './status.wire';

/** Where the caller is linked in Slack, and which messages they get there. */
@ApiTags('Slack')
@Controller('integrations/slack')
export class StatusController {
  constructor(
    private readonly bindings: OwnBindingsRepository,
    private readonly preferences: PreferencesService,
  ) {}

  @Get('status')
  @ApiOperation({
    summary: 'Show whether and as whom you are linked to Slack',
    description:
      'You are connected if you are linked to a Slack user of a workspace in which the app is installed. Having installed the app is not enough if you have unlinked since. A link that no longer works is listed with the reason.',
  })
  @ApiOkResponse({ type: StatusAnswer })
  async show(@CurrentUser() { userId }: Principal): Promise<StatusAnswer> {
    const [bindings, preferences] = await Promise.all([
      this.bindings.list(userId),
      this.preferences.get(userId),
    ]);
    return toStatus(bindings, preferences);
  }

  @Put('preferences')
  @ApiOperation({ summary: 'Choose which messages you get in Slack, and when your daily summary comes' })
  @ApiOkResponse({ type: PreferencesAnswer })
  @ApiProblem(404, 'slack_not_connected', 'You are not linked to Slack')
  async choose(
    @CurrentUser() { userId }: Principal,
    @Body() body: PreferencesBody,
  ): Promise<PreferencesAnswer> {
    const bindings = await this.bindings.list(userId);
    if (!bindings.some(isAlive)) throw new SlackNotConnected();
    await this.preferences.set(userId, toPreferencesChange(body));
    return { status: 'success', message: 'Your preferences are saved.' };
  }
}
