import { AppRegistration } from './app.registration';
import { signatureOf } from './signature';

/** A request to the service, ready to be sent: any number of times, by anybody. */
export interface SignedRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** What a test may have different from what Slack would send. */
export interface Forgery {
  /** Instead of now; seconds since the epoch. */
  timestamp?: number | string;
  /** Instead of the right one; null: no such header. */
  signature?: string | null;
  /** Instead of the app's. */
  signingSecret?: string;
  /** Signed and sent instead of the usual one. */
  body?: string;
  /** Sent in the place of the body that was signed. */
  sentBody?: string;
  /** Added; null takes a header away. */
  headers?: Record<string, string | null>;
}

interface Draft {
  url: string;
  /** To the letter: Slack adds no `; charset` to a form. */
  contentType: 'application/x-www-form-urlencoded' | 'application/json';
  body: string;
  headers?: Record<string, string>;
}

/** Signs a request as Slack does at `now` (epoch milliseconds), or as the forgery wants it. */
export function signedRequest(
  app: AppRegistration,
  now: number,
  draft: Draft,
  forgery: Forgery = {},
): SignedRequest {
  const body = forgery.body ?? draft.body;
  const timestamp = forgery.timestamp ?? Math.floor(now / 1_000);
  const signingSecret = forgery.signingSecret ?? app.signingSecret;
  const signature =
    forgery.signature === undefined ? signatureOf({ signingSecret, timestamp, body }) : forgery.signature;
  const headers: Record<string, string | null> = {
    'content-type': draft.contentType,
    accept: '*/*',
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signature,
    ...draft.headers,
    ...forgery.headers,
  };
  const kept = Object.entries(headers).filter((header): header is [string, string] => header[1] !== null);
  return { url: draft.url, headers: Object.fromEntries(kept), body: forgery.sentBody ?? body };
}
