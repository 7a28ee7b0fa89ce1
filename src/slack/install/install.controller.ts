import { Body, Controller, Get, HttpCode, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { LimitPerAddress } from '../../accounts/limits/limit.decorators';
import { BrowserAuthorizations } from '../../calendars/connections/browser-authorizations';
import {
  AuthorizationAnswer,
  AuthorizeQuery,
  CallbackBody,
} from '../../calendars/connections/connection.wire';
import { ProviderProblems } from '../../calendars/provider-problems';
import { ApiProblem } from '../../common/errors/api-problem';
import { InstallationAnswer } from './install.wire';
import { InstallableGuard } from './installable.guard';
import { Installing } from './installing';

/** Installing the app, as the web app does it. */
@ApiTags('Slack')
@UseGuards(InstallableGuard)
@Controller('integrations/slack')
export class InstallController {
  constructor(
    private readonly installing: Installing,
    private readonly browsers: BrowserAuthorizations,
  ) {}

  @Get('authorize')
  @LimitPerAddress('authorize')
  @ApiOperation({ summary: 'Begin to install the Slack app: send the browser to auth_url' })
  @ApiOkResponse({ type: AuthorizationAnswer })
  @ApiProblem(503, 'provider_not_configured', 'Slack is switched off here')
  async authorize(
    @CurrentUser() { userId }: Principal,
    @Query() query: AuthorizeQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AuthorizationAnswer> {
    return this.browsers.begin(query, request, response, (begun) =>
      this.installing.authorize({ ...begun, userId }),
    );
  }

  @Post('callback')
  @HttpCode(200)
  @LimitPerAddress('callback')
  @ApiOperation({ summary: 'Finish installing the Slack app, with the code and state that came back' })
  @ApiOkResponse({ type: InstallationAnswer })
  @ApiProblem(400, 'invalid_state', 'The state is used, older than ten minutes, or somebody else’s')
  @ApiProblem(400, 'oauth_failed', 'The code was refused')
  @ApiProblem(400, 'missing_scope', 'A scope that is needed was not granted')
  @ProviderProblems()
  async finish(
    @CurrentUser() { userId }: Principal,
    @Body() callback: CallbackBody,
  ): Promise<InstallationAnswer> {
    const { workspaceId, workspaceName } = await this.installing.install(callback, { userId });
    return {
      status: 'success',
      workspace_id: workspaceId,
      workspace_name: workspaceName,
      message: `BillOps is installed in ${workspaceName}.`,
    };
  }
}
