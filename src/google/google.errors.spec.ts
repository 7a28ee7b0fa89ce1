import { inspect } from 'node:util';
import {
  AccessTokenRejected,
  CalendarGone,
  CursorExpired,
  OAuthFailed,
  ProviderMisconfigured,
  ProviderUnavailable,
  RateLimited,
  ReauthorizationRequired,
} from '../calendars/provider/provider-errors';
import { toDataError } from './google.errors';
import { toExchangeError, toRefreshError } from './google.oauth-errors';

const EVENTS = { resource: 'events', resumed: false } as const;
const RESUMED = { resource: 'events', resumed: true } as const;
const LIST = { resource: 'calendars', resumed: false } as const;

/** The error as Google's client throws it, with a bearer in its configuration. */
function refusal(status: number, data: unknown, headers: Record<string, string> = {}): Error {
  const config = { headers: { authorization: 'Bearer canary' } };
  return Object.assign(new Error('canary'), {
    config,
    response: { status, data, headers: new Headers(headers), config },
  });
}
const because = (reason: string): object => ({
  error: { errors: [{ domain: 'global', reason }], code: 0, message: '' },
});
const detailed = (reason: string): object => ({
  error: { status: 'PERMISSION_DENIED', details: [{ reason }] },
});

describe('A failed data request', () => {
  it.each([
    [400, because('badRequest'), EVENTS, ProviderUnavailable],
    [400, because('invalid'), RESUMED, CursorExpired],
    [401, because('authError'), EVENTS, AccessTokenRejected],
    [401, because('authError'), RESUMED, AccessTokenRejected],
    [403, because('rateLimitExceeded'), EVENTS, RateLimited],
    [403, because('userRateLimitExceeded'), RESUMED, RateLimited],
    [403, because('quotaExceeded'), LIST, RateLimited],
    [429, because('rateLimitExceeded'), EVENTS, RateLimited],
    [429, 'Too many', LIST, RateLimited],
    [403, because('insufficientPermissions'), EVENTS, ReauthorizationRequired],
    [403, detailed('ACCESS_TOKEN_SCOPE_INSUFFICIENT'), LIST, ReauthorizationRequired],
    [403, because('accessNotConfigured'), EVENTS, ProviderMisconfigured],
    [403, detailed('SERVICE_DISABLED'), LIST, ProviderMisconfigured],
    [403, because('forbidden'), EVENTS, CalendarGone],
    [403, because('notACalendarUser'), EVENTS, CalendarGone],
    [403, because('forbidden'), LIST, ProviderUnavailable],
    [403, '<html>', EVENTS, ProviderUnavailable],
    [404, because('notFound'), EVENTS, CalendarGone],
    [404, because('notFound'), LIST, ProviderUnavailable],
    [404, '<html>', EVENTS, ProviderUnavailable],
    [410, because('fullSyncRequired'), RESUMED, CursorExpired],
    [410, '', RESUMED, CursorExpired],
    [410, because('deleted'), EVENTS, CalendarGone],
    [500, because('backendError'), EVENTS, ProviderUnavailable],
    [503, '<html>', RESUMED, ProviderUnavailable],
    [418, null, EVENTS, ProviderUnavailable],
  ])('with %i %j on %j is %p', (status, body, asked, type) => {
    expect(toDataError(refusal(status, body), asked)).toBeInstanceOf(type);
  });

  it('says how long to wait if Google does, also when the server is broken', () => {
    const wait = { 'retry-after': '42' };
    for (const [status, body] of [
      [403, because('rateLimitExceeded')],
      [429, ''],
      [503, ''],
      [500, ''],
    ] as const) {
      const error = toDataError(refusal(status, body, wait), EVENTS);
      expect(error).toBeInstanceOf(RateLimited);
      expect(error.retryAfterSeconds).toBe(42);
    }
    expect(toDataError(refusal(429, ''), EVENTS).retryAfterSeconds).toBeUndefined();
  });

  it('without an answer is the provider away', () => {
    for (const error of [new Error('fetch failed'), undefined, 'text', { response: 'no' }]) {
      expect(toDataError(error, EVENTS)).toBeInstanceOf(ProviderUnavailable);
    }
  });
});

describe('A failed token request', () => {
  const oauth = (error: string): object => ({ error, error_description: 'invalid_grant canary' });

  it.each([
    [400, oauth('invalid_grant'), OAuthFailed, ReauthorizationRequired],
    [400, oauth('admin_policy_enforced'), OAuthFailed, ReauthorizationRequired],
    [401, oauth('invalid_client'), ProviderMisconfigured, ProviderMisconfigured],
    [400, oauth('unauthorized_client'), ProviderMisconfigured, ProviderMisconfigured],
    [400, oauth('redirect_uri_mismatch'), ProviderMisconfigured, ProviderMisconfigured],
    [400, oauth('something new'), ProviderUnavailable, ProviderUnavailable],
    [400, '<html>', ProviderUnavailable, ProviderUnavailable],
    [403, oauth('rate_limit_exceeded'), RateLimited, RateLimited],
    [429, oauth('invalid_grant'), RateLimited, RateLimited],
    [500, oauth('invalid_grant'), ProviderUnavailable, ProviderUnavailable],
  ])('with %i %j is %p for a code and %p for a refresh', (status, body, exchange, refresh) => {
    expect(toExchangeError(refusal(status, body))).toBeInstanceOf(exchange);
    expect(toRefreshError(refusal(status, body))).toBeInstanceOf(refresh);
  });
});

it('is forgotten with all that it carried', () => {
  const error = refusal(403, because('forbidden'));
  const told = [toDataError(error, EVENTS), toExchangeError(error), toRefreshError(error)];
  expect(inspect(told, { depth: 9, showHidden: true })).not.toContain('canary');
});
