import { Controller, Get, Param, Query, Redirect, Req, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Public } from '../../accounts/guard/principal';
import { LimitPerAddress } from '../../accounts/limits/limit.decorators';
import { ApiProblem } from '../../common/errors/api-problem';
import { SwitchedOnGuard } from '../provider/switched-on.guard';
import { BrowserCallbacks, type ProviderAnswer } from './browser-callbacks';
import { browserOf } from './browser-cookie';
import { ConnectionsService } from './connections.service';

/** The redirect URI. Whatever happens, the answer is a redirect to the web app that says how it went. */
@ApiTags('Connections')
@UseGuards(SwitchedOnGuard)
@Controller('integrations/:provider')
export class BrowserCallbackController {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly callbacks: BrowserCallbacks,
  ) {}

  @Get('callback')
  @Public()
  @LimitPerAddress('callback')
  @Redirect()
  @ApiOperation({ summary: 'Where the provider sends the browser back' })
  @ApiResponse({ status: 302, description: 'To the web app, with integration, status and more in the query' })
  @ApiProblem(503, 'provider_not_configured', 'The provider is switched off here')
  async callback(
    @Param('provider') slug: string,
    @Query() answer: ProviderAnswer,
    @Req() request: Request,
  ): Promise<{ url: string }> {
    const url = await this.callbacks.outcomeOf({
      integration: slug,
      answer,
      browser: browserOf(request),
      finish: async (callback, browser) => {
        const { accountId } = await this.connections.connect(slug, callback, { browser });
        return { oauth_account_id: accountId };
      },
    });
    return { url };
  }
}
