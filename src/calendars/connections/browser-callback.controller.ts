import { Controller, Get, Inject, Logger, Param, Query, Redirect, Req } from '@nestjs/common';
import { type ConfigType } from '@nestjs/config';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Public } from '../../accounts/guard/principal';
import { LimitPerAddress } from '../../accounts/limits/limit.decorators';
import { UserRepository } from '../../accounts/users/user.repository';
import { ApiProblem } from '../../common/errors/api-problem';
import { Problem } from '../../common/errors/problem';
import { httpConfig } from '../../config/http.config';
import { ProviderRegistry } from '../provider/provider-registry';
import { browserOf } from './browser-cookie';
import { ConnectionsService } from './connections.service';
import { withOutcome } from './return-to';

/** What a person, or their organisation, may have said (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6). */
const REFUSALS = ['access_denied', 'consent_required'];

/** What a provider appends to the redirect URI (RFC 6749 §4.1.2); it adds members of its own, which we leave alone. */
type ProviderAnswer = Record<string, unknown>;

/** The redirect URI of browsers. Whatever happens, it ends in a redirect to the web app that says how it went. */
@ApiTags('Connections')
@Controller('integrations/:provider')
export class BrowserCallbackController {
  private readonly logger = new Logger('OAuth');

  constructor(
    private readonly providers: ProviderRegistry,
    private readonly connections: ConnectionsService,
    private readonly users: UserRepository,
    @Inject(httpConfig.KEY) private readonly http: ConfigType<typeof httpConfig>,
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
    this.providers.get(slug);
    return { url: await this.outcome(slug, answer, browserOf(request)) };
  }

  private async outcome(slug: string, answer: ProviderAnswer, browser: string | undefined): Promise<string> {
    const { code, state, error } = answer;
    const pending =
      typeof state === 'string' ? await this.connections.pending(slug, state, browser) : undefined;
    if (typeof state !== 'string' || !pending) {
      return withOutcome(this.http.frontendUrl.href, failed(slug, 'invalid_state'));
    }
    const { userId, returnTo, sameBrowser } = pending;
    if (typeof code !== 'string') {
      if (browser !== undefined) await this.connections.abandon(slug, state, browser);
      return withOutcome(
        returnTo,
        failed(slug, REFUSALS.find((refusal) => refusal === error) ?? 'oauth_failed'),
      );
    }
    // Another browser than the one that began: the signed-in app has to finish it, with its bearer.
    if (browser === undefined || !sameBrowser) {
      return withOutcome(returnTo, { integration: slug, status: 'confirm' }, { code, state });
    }
    // No guard has met this browser's user, and by POST a viewer may not do this either.
    if (!(await this.mayConnect(userId))) return withOutcome(returnTo, failed(slug, 'forbidden'));
    return this.connect(returnTo, slug, { code, state }, browser);
  }

  private async mayConnect(userId: string): Promise<boolean> {
    const principal = await this.users.findPrincipal(userId);
    return principal !== undefined && principal.role !== 'viewer';
  }

  private async connect(
    returnTo: string,
    slug: string,
    callback: { code: string; state: string },
    browser: string,
  ): Promise<string> {
    try {
      const { accountId } = await this.connections.connect(slug, callback, { browser });
      const connected = { integration: slug, status: 'connected', oauth_account_id: accountId };
      return withOutcome(returnTo, connected);
    } catch (error) {
      // Here the redirect is the answer, so the problem travels in its query.
      const { code, detail } =
        error instanceof Problem ? error : { code: 'internal_error', detail: undefined };
      if (error instanceof Problem)
        this.logger.warn({ provider: slug, code, detail }, 'browser callback failed');
      else this.logger.error({ provider: slug, code, err: error }, 'browser callback failed');
      return withOutcome(returnTo, failed(slug, code));
    }
  }
}

function failed(slug: string, code: string): Record<string, string> {
  return { integration: slug, status: 'error', code };
}
