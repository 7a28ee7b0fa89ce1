import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import type { WebClientOptions } from '@slack/web-api';
import { guardedFetch } from '../../common/http/guarded-fetch';
import { retryAfterSeconds } from '../../common/http/guarded-retry-after';
import { slackConfig } from '../../config/slack.config';
import { SlackLogger } from './slack-logger';
import { SlackWebClient } from './slack-web-client';

/** Where `response_url`s are, unless the API is moved: https://docs.slack.dev/interactivity/handling-user-interaction */
const HOOKS = 'https://hooks.slack.com';
/** How long to wait when Slack throttles and does not say for how long. */
const PATIENCE_SECONDS = 30;
const LIMITS = { deadlineMs: 10_000, maxBytes: 4 << 20 };

/** How we call Slack: only its hosts, with a deadline, without retries. All clients of its Web API are made here. */
@Injectable()
export class SlackTransport {
  readonly fetch: typeof fetch;
  /**
   * The options of every client. They must have no `headers`: a client writes its token into that object, and all
   * that share it would use the token of the first workspace.
   */
  readonly options: WebClientOptions;

  constructor(@Inject(slackConfig.KEY) { apiUrl }: ConfigType<typeof slackConfig>) {
    const origins = [new URL(apiUrl).origin, HOOKS];
    this.fetch = patient(guardedFetch({ provider: 'slack', origins, limits: LIMITS }));
    this.options = {
      slackApiUrl: apiUrl,
      allowAbsoluteUrls: false,
      fetch: this.fetch,
      // A post whose answer got lost may have been carried out: its caller decides whether to try again.
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: new SlackLogger(),
    };
  }

  /** A client that speaks with this token; without one it can only redeem codes. */
  client(token?: string): SlackWebClient {
    return new SlackWebClient(token, this.options);
  }
}

/**
 * Slack's client throws a nameless error for a 429 without `Retry-After`, and reads it in seconds only, not as a
 * date.
 */
function patient(ask: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await ask(input, init);
    if (response.status !== 429) return response;
    const headers = new Headers(response.headers);
    headers.set('retry-after', String(retryAfterSeconds(headers) ?? PATIENCE_SECONDS));
    return new Response(response.body, { status: 429, headers });
  };
}
