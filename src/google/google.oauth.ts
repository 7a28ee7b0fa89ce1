import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { auth } from 'googleapis/build/src/apis/calendar';
import type { Grant, Tokens } from '../calendars/provider/oauth-connectable';
import { ProviderUnavailable } from '../calendars/provider/provider-errors';
import { Problem } from '../common/errors/problem';
import { guardedFetch } from '../common/http/guarded-fetch';
import { GuardedLimits } from '../common/http/guarded-limits';
import { googleConfig } from '../config/google.config';
import { grantIn, SCOPES, tokensIn } from './google.grant';
import { toExchangeError, toRefreshError } from './google.oauth-errors';
import { refusalIn } from './google.refusal';

type OAuth2 = InstanceType<typeof auth.OAuth2>;

/** Google's OAuth endpoints: https://developers.google.com/identity/protocols/oauth2/web-server */
@Injectable()
export class GoogleOAuth {
  private readonly origins: string[];
  private readonly fetch: typeof fetch;

  constructor(
    @Inject(googleConfig.KEY) private readonly config: ConfigType<typeof googleConfig>,
    limits: GuardedLimits,
  ) {
    this.origins = [config.tokenUrl, config.revokeUrl].map((url) => new URL(url).origin);
    this.fetch = guardedFetch({ provider: 'google', origins: this.origins, limits: limits.token });
  }

  /**
   * `prompt=consent` because Google hands out a refresh token only when its consent page was shown. No
   * `include_granted_scopes`: a combined token could do more than read, and revoking it would end other grants.
   */
  authorizationUrl({ state, codeChallenge }: { state: string; codeChallenge: string }): string {
    const url = new URL(this.config.authUrl);
    const params = {
      client_id: this.config.clientId,
      redirect_uri: this.config.redirectUri,
      response_type: 'code',
      scope: SCOPES.join(' '),
      access_type: 'offline',
      prompt: 'consent',
      state,
      code_challenge: codeChallenge,
      code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    return url.href;
  }

  /** @throws OAuthFailed, MissingScope, RateLimited, ProviderUnavailable, ProviderMisconfigured */
  async exchangeCode({ code, codeVerifier }: { code: string; codeVerifier: string }): Promise<Grant> {
    const answer = await this.answer((client) => client.getToken({ code, codeVerifier }), toExchangeError);
    return grantIn(answer, this.config);
  }

  /** @throws ReauthorizationRequired, RateLimited, ProviderUnavailable, ProviderMisconfigured */
  async refresh(refreshToken: string): Promise<Tokens> {
    const answer = await this.answer((client) => {
      client.setCredentials({ refresh_token: refreshToken });
      return client.refreshAccessToken();
    }, toRefreshError);
    return tokensIn(answer);
  }

  /**
   * The library would put the token into the address; Google takes it from the form too (RFC 7009 §2.1), where no log
   * of a proxy finds it. 400 with an error code says that the token is dead already.
   * @throws ProviderUnavailable
   */
  async revoke(refreshToken: string): Promise<void> {
    const data = new URLSearchParams({ token: refreshToken });
    try {
      await this.client().transporter.request({ url: this.config.revokeUrl, method: 'POST', data });
    } catch (error) {
      const refusal = refusalIn(error);
      const dead = refusal?.status === 400 && refusal.reasons.length > 0;
      if (!dead) throw new ProviderUnavailable();
    }
  }

  /**
   * What the token endpoint answered. The event has it as it came: the library itself puts the old refresh token over
   * one that was rotated.
   */
  private async answer(
    ask: (client: OAuth2) => Promise<unknown>,
    toError: (error: unknown) => Problem,
  ): Promise<unknown> {
    const client = this.client();
    let answer: unknown;
    client.once('tokens', (tokens) => {
      answer = { ...tokens };
    });
    try {
      await ask(client);
    } catch (error) {
      throw toError(error);
    }
    return answer;
  }

  /** A client per request: it remembers tokens, and a plugin remembers nothing. */
  private client(): OAuth2 {
    const { clientId, clientSecret, redirectUri, tokenUrl } = this.config;
    return new auth.OAuth2({
      clientId,
      clientSecret,
      redirectUri,
      endpoints: { oauth2TokenUrl: tokenUrl },
      // Its interceptors would log requests, secrets and all, under GOOGLE_SDK_NODE_LOGGING.
      useAuthRequestParameters: false,
      transporterOptions: {
        fetchImplementation: this.fetch,
        // For HTTPS_PROXY it would load an agent that only node-fetch understands.
        noProxy: this.origins,
        // Retries are the queue's business. `retry: false` does not stop this one: it sets `retry` in each request.
        retryConfig: { retry: 0, shouldRetry: () => false },
      },
    });
  }
}
