import { Controller, Get, Query, Redirect, Req, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Public } from '../../accounts/guard/principal';
import { LimitPerAddress } from '../../accounts/limits/limit.decorators';
import { BrowserCallbacks, type ProviderAnswer } from '../../calendars/connections/browser-callbacks';
import { browserOf } from '../../calendars/connections/browser-cookie';
import { ApiProblem } from '../../common/errors/api-problem';
import { InstallableGuard } from './installable.guard';
import { Installing, SLACK } from './installing';

/** The redirect URI of the Slack app. Whatever happens, it ends in a redirect to the web app that says how it went. */
@ApiTags('Slack')
@UseGuards(InstallableGuard)
@Controller('integrations/slack')
export class BrowserInstallController {
  constructor(
    private readonly installing: Installing,
    private readonly callbacks: BrowserCallbacks,
  ) {}

  @Get('callback')
  @Public()
  @LimitPerAddress('callback')
  @Redirect()
  @ApiOperation({ summary: 'Where Slack sends the browser back' })
  @ApiResponse({ status: 302, description: 'To the web app, with integration, status and more in the query' })
  @ApiProblem(503, 'provider_not_configured', 'Slack is switched off here')
  async callback(@Query() answer: ProviderAnswer, @Req() request: Request): Promise<{ url: string }> {
    const url = await this.callbacks.outcomeOf({
      integration: SLACK,
      answer,
      browser: browserOf(request),
      finish: async (callback, browser) => {
        const { workspaceId } = await this.installing.install(callback, { browser });
        return { workspace_id: workspaceId };
      },
    });
    return { url };
  }
}
