import {
  AccessTokenRejected,
  CalendarGone,
  CursorExpired,
  ProviderUnavailable,
  RateLimited,
  ReauthorizationRequired,
} from '../calendars/provider/provider-errors';
import type { Problem } from '../common/errors/problem';
import { type Asked, DeltaRefused, EventNotShown, toDataError } from './graph.errors';
import { refusalIn } from './graph.refusal';

const because = (code: string): object => ({ error: { code, message: 'canary', innerError: { date: '' } } });
const errorFor = (
  status: number,
  body: unknown,
  asked: Asked,
  headers: Record<string, string> = {},
): Problem => toDataError(refusalIn(new Response(null, { status, headers }), body), asked);

describe('A failed data request', () => {
  it.each<[number, unknown, Asked, new (...given: never[]) => Problem]>([
    [401, because('InvalidAuthenticationToken'), 'round', AccessTokenRejected],
    [401, because('InvalidAuthenticationToken'), 'link', AccessTokenRejected],
    [403, because('ErrorAccessDenied'), 'round', CalendarGone],
    [403, because('Authorization_RequestDenied'), 'link', CalendarGone],
    [403, because('ErrorAccessDenied'), 'calendars', ReauthorizationRequired],
    [403, because('Authorization_RequestDenied'), 'calendars', ReauthorizationRequired],
    [403, because('InvalidAuthenticationToken'), 'round', ReauthorizationRequired],
    [403, because('ErrorAccessDenied'), 'event', EventNotShown],
    [403, '<html>', 'round', ProviderUnavailable],
    [404, because('ErrorItemNotFound'), 'round', CalendarGone],
    [404, because('ErrorItemNotFound'), 'link', CalendarGone],
    [404, because('ErrorItemNotFound'), 'event', EventNotShown],
    [404, because('ResourceNotFound'), 'calendars', ProviderUnavailable],
    [404, undefined, 'round', ProviderUnavailable],
    [404, because('MailboxNotEnabledForRESTAPI'), 'round', CalendarGone],
    [404, because('MailboxNotEnabledForRESTAPI'), 'calendars', ProviderUnavailable],
    [410, because('SyncStateNotFound'), 'link', CursorExpired],
    [410, because('syncStateNotFound'), 'link', CursorExpired],
    [410, because('resyncRequired'), 'link', CursorExpired],
    [410, because('fullSyncRequired'), 'link', CursorExpired],
    [410, undefined, 'link', CursorExpired],
    [400, because('SyncStateInvalid'), 'link', CursorExpired],
    [404, because('syncStateNotFound'), 'link', CursorExpired],
    [400, { error: { code: 'BadRequest', innererror: { code: 'RESYNCREQUIRED' } } }, 'round', CursorExpired],
    [400, because('ErrorInvalidIdMalformed'), 'link', CursorExpired],
    [400, because('ErrorInvalidRequest'), 'round', DeltaRefused],
    [501, because('NotImplemented'), 'round', DeltaRefused],
    [400, '<html>', 'round', ProviderUnavailable],
    [400, because('ErrorInvalidRequest'), 'view', ProviderUnavailable],
    [400, because('ErrorInvalidRequest'), 'calendars', ProviderUnavailable],
    [410, because('gone'), 'event', EventNotShown],
    [429, because('ApplicationThrottled'), 'round', RateLimited],
    [429, '', 'link', RateLimited],
    [403, because('ApplicationThrottled'), 'calendars', RateLimited],
    [500, because('InternalServerError'), 'round', ProviderUnavailable],
    [503, because('ServiceUnavailable'), 'round', ProviderUnavailable],
    [504, undefined, 'link', ProviderUnavailable],
    [418, null, 'event', ProviderUnavailable],
  ])('with %i %j of %s is %p', (status, body, asked, type) => {
    const error = errorFor(status, body, asked);
    expect(error.constructor).toBe(type);
    expect(JSON.stringify(error)).not.toContain('canary');
  });

  it.each([429, 503, 504])('with %i says how long to wait if Graph does', (status) => {
    const error = errorFor(status, because('any'), 'round', { 'retry-after': '42' });
    expect(error).toBeInstanceOf(RateLimited);
    expect(error.retryAfterSeconds).toBe(42);
  });

  it('tells an account without a mailbox in words', () => {
    for (const asked of ['calendars', 'round'] as const) {
      const { detail } = errorFor(404, because('MailboxNotEnabledForRESTAPI'), asked);
      expect(detail).toContain('no mailbox in the cloud');
    }
  });

  it('does not lose itself in errors within errors', () => {
    const error: Record<string, unknown> = { code: 'a' };
    error.innerError = error;
    expect(errorFor(500, { error }, 'round')).toBeInstanceOf(ProviderUnavailable);
  });
});
