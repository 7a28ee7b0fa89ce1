import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { type ConfigType } from '@nestjs/config';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { LimitPerAddress } from '../../accounts/limits/limit.decorators';
import { browserOf, rememberBrowser } from '../../calendars/connections/browser-cookie';
import { parseReturnTo } from '../../calendars/connections/return-to';
import { ProviderProblems } from '../../calendars/provider-problems';
import { ApiProblem } from '../../common/errors/api-problem';
import { newToken } from '../../common/secrets/one-time-token';
import { httpConfig } from '../../config/http.config';
import {
  SlackAuthorization,
  SlackAuthorizeQuery,
  SlackCallbackRequest,
  SlackCallbackResponse,
} from './install.wire';
import { InstallableGuard } from './installable.guard';
import { Installing } from './installing';

/** Installing the app, as the web app does it. */
@ApiTags('Slack')
@UseGuards(InstallableGuard)
@Controller('integrations/slack')
export class InstallController {
  constructor(
    private readonly installing: Installing,
    @Inject(httpConfig.KEY) private readonly http: ConfigType<typeof httpConfig>,
  ) {}

  @Get('authorize')
  @LimitPerAddress('authorize')
  @ApiOperation({ summary: 'Begin to install the Slack app: send the browser to auth_url' })
  @ApiOkResponse({ type: SlackAuthorization })
  @ApiProblem(503, 'provider_not_configured', 'Slack is switched off here')
  async authorize(
    @CurrentUser() { userId }: Principal,
    @Query() query: SlackAuthorizeQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SlackAuthorization> {
    const { frontendUrl, publicUrl, secureCookies } = this.http;
    const returnTo = parseReturnTo(query.return_to ?? frontendUrl.href, [frontendUrl, publicUrl]);
    const browser = browserOf(request) ?? newToken();
    const { authUrl, state } = await this.installing.authorize({ userId, browser, returnTo });
    rememberBrowser(response, browser, secureCookies);
    return { auth_url: authUrl, state };
  }

  @Post('callback')
  @HttpCode(200)
  @LimitPerAddress('callback')
  @ApiOperation({ summary: 'Finish installing the Slack app, with the code and state that came back' })
  @ApiOkResponse({ type: SlackCallbackResponse })
  @ApiProblem(400, 'invalid_state', 'The state is used, older than ten minutes, or somebody else’s')
  @ApiProblem(400, 'oauth_failed', 'The code was refused')
  @ApiProblem(400, 'missing_scope', 'A scope that is needed was not granted')
  @ProviderProblems()
  async finish(
    @CurrentUser() { userId }: Principal,
    @Body() callback: SlackCallbackRequest,
  ): Promise<SlackCallbackResponse> {
    const { workspaceId, workspaceName } = await this.installing.install(callback, { userId });
    return {
      status: 'success',
      workspace_id: workspaceId,
      workspace_name: workspaceName,
      message: `BillOps is installed in ${workspaceName}.`,
    };
  }
}
