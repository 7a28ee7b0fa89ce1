import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebClient,
  type WebAPICallResult,
  type WebClientOptions,
} from '@slack/web-api';

/** Slack's client, whose errors hold nothing but words: neither an answer with a token in it, nor headers. */
export class SlackWebClient extends WebClient {
  constructor(token: string | undefined, options: WebClientOptions) {
    // A copy of its own, because the client writes what it wants into the options that it is given.
    super(token, { ...options });
  }

  /** @throws the errors of `@slack/web-api`, by their `code` */
  override async apiCall(
    method: string,
    options?: Parameters<WebClient['apiCall']>[1],
  ): Promise<WebAPICallResult> {
    try {
      return await super.apiCall(method, options);
    } catch (error) {
      throw withoutSecrets(error);
    }
  }
}

function withoutSecrets(error: unknown): unknown {
  if (error instanceof WebAPIPlatformError) {
    const {
      error: word,
      needed,
      provided,
    } = error.data as WebAPICallResult & Record<'error' | 'needed' | 'provided', string>;
    return new WebAPIPlatformError({
      ok: false,
      error: word,
      ...(needed !== undefined && { needed, provided }),
    });
  }
  if (error instanceof WebAPIHTTPError)
    return new WebAPIHTTPError(error.statusCode, error.statusMessage, {}, '');
  return error;
}
