import { Controller, Get, Inject, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import { type ConfigType } from '@nestjs/config';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { LimitPerAddress } from '../../accounts/limits/limit.decorators';
import { newToken } from '../../common/secrets/one-time-token';
import { httpConfig } from '../../config/http.config';
import { SwitchedOnGuard } from '../provider/switched-on.guard';
import { browserOf, rememberBrowser } from './browser-cookie';
import { AuthorizationAnswer, AuthorizeQuery } from './connection.wire';
import { ConnectionsService } from './connections.service';
import { parseReturnTo } from './return-to';
import { ApiProblem } from '../../common/errors/api-problem';

/** Where connecting an account begins, for every provider. */
@ApiTags('Connections')
@UseGuards(SwitchedOnGuard)
@Controller('integrations/:provider')
export class AuthorizeController {
  constructor(
    private readonly connections: ConnectionsService,
    @Inject(httpConfig.KEY) private readonly http: ConfigType<typeof httpConfig>,
  ) {}

  @Get('authorize')
  @LimitPerAddress('authorize')
  @ApiOperation({ summary: 'Begin to connect an account: send the browser to auth_url' })
  @ApiOkResponse({ type: AuthorizationAnswer })
  @ApiProblem(503, 'provider_not_configured', 'The provider is switched off here')
  async authorize(
    @CurrentUser() user: Principal,
    @Param('provider') provider: string,
    @Query() query: AuthorizeQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AuthorizationAnswer> {
    const { frontendUrl, publicUrl, secureCookies } = this.http;
    const returnTo = parseReturnTo(query.return_to ?? frontendUrl.href, [frontendUrl, publicUrl]);
    // One name for a browser, so that two authorizations begun in two tabs do not undo each other.
    const browser = browserOf(request) ?? newToken();
    const begun = await this.connections.authorize({ userId: user.userId, provider, browser, returnTo });
    rememberBrowser(response, browser, secureCookies);
    return { auth_url: begun.authUrl, state: begun.state };
  }
}
