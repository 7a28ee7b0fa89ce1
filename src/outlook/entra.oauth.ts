import { type AuthenticationResult, ConfidentialClientApplication, LogLevel } from '@azure/msal-node';
import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import type { Grant, Tokens } from '../calendars/provider/oauth-connectable';
import { ReauthorizationRequired } from '../calendars/provider/provider-errors';
import type { Problem } from '../common/errors/problem';
import { guardedFetch } from '../common/http/guarded-fetch';
import { GuardedLimits } from '../common/http/guarded-limits';
import { microsoftConfig } from '../config/microsoft.config';
import { EntraEndpoint, type EntraAnswer } from './entra.endpoint';
import { toExchangeError, toRefreshError } from './entra.errors';
import { grantIn, SCOPES, tokensIn } from './entra.grant';

/** Microsoft Entra by way of MSAL: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow */
@Injectable()
export class EntraOAuth {
  private readonly fetch: typeof fetch;

  constructor(
    @Inject(microsoftConfig.KEY) private readonly config: ConfigType<typeof microsoftConfig>,
    limits: GuardedLimits,
  ) {
    const origins = [new URL(config.loginUrl).origin];
    this.fetch = guardedFetch({ provider: 'microsoft', origins, limits: limits.token });
  }

  /**
   * Many people are signed in with several accounts, so they choose one. The page asks for consent by itself when
   * something is not granted yet: `prompt=consent` would only ask again and again.
   */
  authorizationUrl({ state, codeChallenge }: { state: string; codeChallenge: string }): string {
    const url = new URL(this.endpoint('oauth2/v2.0/authorize'));
    const params = {
      client_id: this.config.clientId,
      redirect_uri: this.config.redirectUri,
      response_type: 'code',
      response_mode: 'query',
      scope: SCOPES.join(' '),
      state,
      code_challenge: codeChallenge,
      code_challenge_method: 'S256',
      prompt: 'select_account',
    };
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    return url.href;
  }

  /** @throws OAuthFailed, MissingScope, RateLimited, ProviderUnavailable, ProviderMisconfigured */
  async exchangeCode({ code, codeVerifier }: { code: string; codeVerifier: string }): Promise<Grant> {
    const endpoint = new EntraEndpoint(this.fetch);
    const msal = this.client(endpoint);
    const { redirectUri } = this.config;
    const request = { code, codeVerifier, redirectUri, scopes: SCOPES };
    const result = await answered(msal.acquireTokenByCode(request), endpoint, toExchangeError);
    return grantIn(result, msal.getTokenCache().serialize(), this.config);
  }

  /**
   * Entra gives a new refresh token each time, which MSAL puts into its cache:
   * https://learn.microsoft.com/entra/identity-platform/refresh-tokens
   * @param cache as `exchangeCode` or the last refresh gave it
   * @throws ReauthorizationRequired, RateLimited, ProviderUnavailable, ProviderMisconfigured
   */
  async refresh(cache: string): Promise<Tokens> {
    const endpoint = new EntraEndpoint(this.fetch);
    const msal = this.client(endpoint);
    const request = this.renew(msal, cache);
    const result = await answered(request, endpoint, (answer) =>
      // Without a request there is nothing to renew with, and only the user can mend that.
      endpoint.asked ? toRefreshError(answer) : new ReauthorizationRequired(),
    );
    return tokensIn(result, msal.getTokenCache().serialize());
  }

  private async renew(msal: ConfidentialClientApplication, cache: string): Promise<AuthenticationResult> {
    msal.getTokenCache().deserialize(cache);
    const [account] = await msal.getTokenCache().getAllAccounts();
    if (!account) throw new ReauthorizationRequired();
    return msal.acquireTokenSilent({ account, scopes: SCOPES, forceRefresh: true });
  }

  /** A client per request: it remembers tokens, and refusals too, and a plugin remembers nothing. */
  private client(networkClient: EntraEndpoint): ConfidentialClientApplication {
    const { clientId, clientSecret, tenant } = this.config;
    return new ConfidentialClientApplication({
      auth: {
        clientId,
        clientSecret,
        // MSAL takes no http here, so that simulators come in by the metadata, which also spare a discovery request.
        authority: `https://login.microsoftonline.com/${tenant}`,
        authorityMetadata: this.metadata(),
      },
      system: {
        networkClient,
        loggerOptions: {
          logLevel: LogLevel.Error,
          piiLoggingEnabled: false,
          loggerCallback: () => undefined,
        },
      },
    });
  }

  /** https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#fetch-the-openid-configuration-document */
  private metadata(): string {
    return JSON.stringify({
      authorization_endpoint: this.endpoint('oauth2/v2.0/authorize'),
      token_endpoint: this.endpoint('oauth2/v2.0/token'),
      end_session_endpoint: this.endpoint('oauth2/v2.0/logout'),
      jwks_uri: this.endpoint('discovery/v2.0/keys'),
      issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0',
    });
  }

  private endpoint(path: string): string {
    return `${this.config.loginUrl}/${this.config.tenant}/${path}`;
  }
}

/** MSAL's errors carry claims, ids and descriptions: they end here. */
async function answered<T>(
  request: Promise<T>,
  endpoint: EntraEndpoint,
  toError: (answer: EntraAnswer | undefined) => Problem,
): Promise<T> {
  try {
    return await request;
  } catch {
    throw toError(endpoint.answer);
  }
}
