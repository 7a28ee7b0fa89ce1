import {
  AccessTokenRejected,
  CalendarGone,
  CursorExpired,
  ProviderMisconfigured,
  ProviderUnavailable,
  RateLimited,
  ReauthorizationRequired,
} from '../calendars/provider/provider-errors';
import type { Problem } from '../common/errors/problem';
import { type GoogleRefusal, refusalIn } from './google.refusal';

/** What was asked for, as far as it changes what a refusal means. */
export interface Asked {
  resource: 'calendars' | 'events';
  /** Whether a sync token or a page token was sent. */
  resumed: boolean;
}

const THROTTLED = [
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'quotaExceeded',
  'dailyLimitExceeded',
  'RATE_LIMIT_EXCEEDED',
  'RESOURCE_EXHAUSTED',
];
const NO_SCOPE = ['insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'];
const NO_PROJECT = ['accessNotConfigured', 'SERVICE_DISABLED', 'CONSUMER_INVALID', 'projectNotLinked'];

/**
 * What a failed data request means, by status and reason code, never by the words around them:
 * https://developers.google.com/workspace/calendar/api/guides/errors
 */
export function toDataError(error: unknown, asked: Asked): Problem {
  const refusal = refusalIn(error);
  if (!refusal) return new ProviderUnavailable();
  switch (refusal.status) {
    case 400:
      // A token that does not fit its query is a 400 too. Going on without it is the one way out that cannot loop.
      return asked.resumed ? new CursorExpired() : new ProviderUnavailable();
    case 401:
      return new AccessTokenRejected();
    case 403:
      return forbidden(refusal, asked);
    case 404:
      return notShown(refusal, asked);
    case 410:
      return asked.resumed ? new CursorExpired() : notShown(refusal, asked);
    case 429:
      return new RateLimited(refusal.retryAfterSeconds);
    default:
      return serverError(refusal);
  }
}

/** A server that says when to come back is busy; one that does not is broken. */
export function serverError({ status, retryAfterSeconds }: GoogleRefusal): Problem {
  const busy = status >= 500 && retryAfterSeconds !== undefined;
  return busy ? new RateLimited(retryAfterSeconds) : new ProviderUnavailable();
}

function forbidden(refusal: GoogleRefusal, asked: Asked): Problem {
  const { reasons, retryAfterSeconds } = refusal;
  if (reasons.some((reason) => THROTTLED.includes(reason))) return new RateLimited(retryAfterSeconds);
  if (reasons.some((reason) => NO_PROJECT.includes(reason))) return new ProviderMisconfigured();
  if (reasons.some((reason) => NO_SCOPE.includes(reason))) {
    return new ReauthorizationRequired(
      'Google no longer lets us read the calendars. Connect the account again.',
    );
  }
  return notShown(refusal, asked);
}

/** Without a reason it was not the calendar service that spoke, but something on the way to it. */
function notShown({ reasons }: GoogleRefusal, { resource }: Asked): Problem {
  return resource === 'events' && reasons.length > 0 ? new CalendarGone() : new ProviderUnavailable();
}
