import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import type { Delivery } from '../../notifications/channel/notification-channel';
import { membersOf } from '../../common/foreign-json';
import { kindOfRefusal } from './refusals';

/** What a failed post means: for this message, for the person's place in a workspace, or for the workspace. */
export type PostFailure =
  | Exclude<Delivery, { outcome: 'sent' | 'unreachable' }>
  | { outcome: 'user_gone'; word: string }
  | { outcome: 'token_dead'; word: string };

/** Failures before there was a connection: nothing was sent. After any other, the message may have arrived. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

const SENSELESS: PostFailure = { outcome: 'unknown', reason: 'Slack’s answer made no sense' };

/** Reads what a post threw. Where the message may have arrived the outcome is unknown, for a post must not be repeated. */
export function readFailure(thrown: unknown): PostFailure {
  if (thrown instanceof WebAPIRateLimitedError) {
    return { outcome: 'later', reason: 'ratelimited', retryAfterSeconds: Math.max(1, thrown.retryAfter) };
  }
  if (thrown instanceof WebAPIPlatformError) return ofWord(thrown.data.error);
  if (thrown instanceof WebAPIHTTPError) return ofStatus(thrown);
  if (thrown instanceof WebAPIRequestError) return ofConnection(thrown.original);
  return SENSELESS;
}

function ofWord(word: unknown): PostFailure {
  if (typeof word !== 'string') return SENSELESS;
  const kind = kindOfRefusal(word);
  switch (kind) {
    case 'token_dead':
    case 'user_gone':
      return { outcome: kind, word };
    case 'passing':
      return { outcome: 'later', reason: word };
    case 'final':
      return { outcome: 'refused', reason: word };
    case 'uncertain':
      return word.length < 40 ? { outcome: 'unknown', reason: word } : SENSELESS;
  }
}

/**
 * Slack itself answers with 200 and 429 only. Other statuses come from what stands in front of it, which may have
 * passed the message on.
 */
function ofStatus({ statusCode, body }: WebAPIHTTPError): PostFailure {
  const { error } = membersOf(body);
  if (typeof error === 'string') return ofWord(error);
  const reason = `HTTP ${statusCode}`;
  const turnedAway = statusCode >= 400 && statusCode < 500 && statusCode !== 408;
  return { outcome: turnedAway ? 'later' : 'unknown', reason };
}

function ofConnection(error: Error): PostFailure {
  const code = codeOf(error) ?? codeOf(error.cause);
  if (code !== undefined && NOT_CONNECTED.has(code)) return { outcome: 'later', reason: code };
  return { outcome: 'unknown', reason: code ?? 'Slack’s answer did not arrive' };
}

function codeOf(error: unknown): string | undefined {
  const { code } = membersOf(error);
  return typeof code === 'string' ? code : undefined;
}
