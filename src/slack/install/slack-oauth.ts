import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { ErrorCode, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import {
  OAuthFailed,
  ProviderMisconfigured,
  ProviderNotConfigured,
  ProviderUnavailable,
  RateLimited,
} from '../../calendars/provider/provider-errors';
import { slackConfig } from '../../config/slack.config';
import { SlackTransport } from '../workspace/slack-transport';
import { grantIn, SCOPES, type SlackGrant } from './slack-grant';

/** Refusals that only the operator can mend. */
const OURS = new Set([
  'invalid_client_id',
  'bad_client_secret',
  'bad_redirect_uri',
  'oauth_authorization_url_mismatch',
  'invalid_grant_type',
]);
/** Slack itself is in trouble. */
const THEIRS = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

/** Slack's OAuth v2: https://docs.slack.dev/authentication/installing-with-oauth */
@Injectable()
export class SlackOAuth implements OnModuleInit {
  constructor(
    @Inject(slackConfig.KEY) private readonly config: ConfigType<typeof slackConfig>,
    private readonly transport: SlackTransport,
  ) {}

  /** Logs once which variables are missing; answers name them as well. */
  onModuleInit(): void {
    const { missingToInstall, missingToListen } = this.config;
    const missing = [...missingToInstall, ...missingToListen].join(', ');
    if (missing !== '') new Logger('Slack').warn(`Slack is switched off, or in part, without: ${missing}`);
  }

  /** @throws ProviderNotConfigured */
  requireConfigured(): void {
    const { missingToInstall } = this.config;
    if (missingToInstall.length > 0) throw new ProviderNotConfigured('Slack', missingToInstall);
  }

  /**
   * The page of Slack where the app is installed. Without PKCE: an app has to opt in to it for good, else Slack
   * answers `pkce_not_allowed`.
   */
  authorizationUrl(state: string): string {
    const { authorizeUrl, clientId, redirectUri } = this.config;
    const url = new URL(authorizeUrl);
    const params = { client_id: clientId, scope: SCOPES.join(','), redirect_uri: redirectUri, state };
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    return url.href;
  }

  /** @throws OAuthFailed, MissingScope, RateLimited, ProviderUnavailable, ProviderMisconfigured */
  async redeem(code: string): Promise<SlackGrant> {
    const { clientId, clientSecret, redirectUri } = this.config;
    const credentials = { client_id: clientId, client_secret: clientSecret };
    const answer = await this.transport
      .client()
      .oauth.v2.access({ ...credentials, code, redirect_uri: redirectUri })
      .catch((error: unknown) => {
        throw toProblem(error);
      });
    return grantIn(answer);
  }
}

function toProblem(error: unknown): Error {
  if (error instanceof WebAPIRateLimitedError) return new RateLimited(error.retryAfter);
  if (error instanceof WebAPIPlatformError) {
    // Slack's client takes an answer that is not JSON for Slack's word.
    const word = error.data.error;
    if (OURS.has(word)) return new ProviderMisconfigured();
    if (THEIRS.has(word) || !/^[a-z_]{1,80}$/.test(word)) return new ProviderUnavailable();
    return new OAuthFailed('Slack refused the installation. Start again.');
  }
  const code = (error as { code?: unknown }).code;
  const known = code === ErrorCode.HTTPError || code === ErrorCode.RequestError;
  // Slack's client trips over JSON that is not an object.
  return known || error instanceof TypeError ? new ProviderUnavailable() : (error as Error);
}
