import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebClient,
  type WebAPICallResult,
  type WebClientOptions,
} from '@slack/web-api';

/** Slack's client, with errors that hold only Slack's word: no answer with a token in it, and no headers. */
export class SlackWebClient extends WebClient {
  constructor(token: string | undefined, options: WebClientOptions) {
    // A copy, because the client writes into the options that it is given.
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
