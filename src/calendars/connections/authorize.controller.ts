import { Controller, Get, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { LimitPerAddress } from '../../accounts/limits/limit.decorators';
import { SwitchedOnGuard } from '../provider/switched-on.guard';
import { BrowserAuthorizations } from './browser-authorizations';
import { AuthorizationAnswer, AuthorizeQuery } from './connection.wire';
import { ConnectionsService } from './connections.service';
import { ApiProblem } from '../../common/errors/api-problem';

/** Where connecting an account begins, for every provider. */
@ApiTags('Connections')
@UseGuards(SwitchedOnGuard)
@Controller('integrations/:provider')
export class AuthorizeController {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly browsers: BrowserAuthorizations,
  ) {}

  @Get('authorize')
  @LimitPerAddress('authorize')
  @ApiOperation({ summary: 'Begin to connect an account: send the browser to auth_url' })
  @ApiOkResponse({ type: AuthorizationAnswer })
  @ApiProblem(503, 'provider_not_configured', 'The provider is switched off here')
  async authorize(
    @CurrentUser() { userId }: Principal,
    @Param('provider') provider: string,
    @Query() query: AuthorizeQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AuthorizationAnswer> {
    return this.browsers.begin(query, request, response, (begun) =>
      this.connections.authorize({ ...begun, userId, provider }),
    );
  }
}
