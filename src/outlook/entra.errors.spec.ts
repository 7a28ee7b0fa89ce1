import {
  OAuthFailed,
  ProviderMisconfigured,
  ProviderUnavailable,
  RateLimited,
  ReauthorizationRequired,
} from '../calendars/provider/provider-errors';
import type { Problem } from '../common/errors/problem';
import type { EntraAnswer } from './entra.endpoint';
import { toExchangeError, toRefreshError } from './entra.errors';

type Type = new (...given: never[]) => Problem;
const answer = (status: number, error: string, number?: number, suberror?: string): EntraAnswer => ({
  status,
  codes: [error, suberror].filter((code) => code !== undefined),
  numbers: number === undefined ? [] : [number],
});

describe('A failed token request', () => {
  it.each<[string, number | undefined, string | undefined, RegExp]>([
    ['invalid_grant', undefined, undefined, /again/],
    ['invalid_grant', 50173, undefined, /password/],
    ['invalid_grant', 700082, undefined, /not used for too long/],
    ['invalid_grant', 70000, undefined, /again/],
    ['invalid_grant', 70008, undefined, /again/],
    ['invalid_grant', 54005, undefined, /again/],
    ['invalid_grant', 65001, 'consent_required', /administrator of your organisation has to allow/],
    ['consent_required', 90094, undefined, /administrator of your organisation has to allow/],
    ['invalid_grant', 50076, 'basic_action', /multi-factor/],
    ['interaction_required', 50079, undefined, /multi-factor/],
    ['interaction_required', 53003, undefined, /Conditional Access/],
    ['invalid_grant', 53003, 'message_only', /Conditional Access/],
    ['invalid_grant', undefined, 'bad_token', /again/],
    ['login_required', undefined, undefined, /again/],
  ])('with %s, AADSTS%s, %s is for the user to mend: %p', (error, number, suberror, words) => {
    const refused = answer(400, error, number, suberror);
    expect(toExchangeError(refused)).toBeInstanceOf(OAuthFailed);
    expect(toRefreshError(refused)).toBeInstanceOf(ReauthorizationRequired);
    for (const { detail } of [toExchangeError(refused), toRefreshError(refused)])
      expect(detail).toMatch(words);
  });

  it.each<[EntraAnswer | undefined, Type]>([
    [answer(401, 'invalid_client', 7000215), ProviderMisconfigured],
    [answer(401, 'invalid_client', 7000222), ProviderMisconfigured],
    [answer(400, 'unauthorized_client', 700016), ProviderMisconfigured],
    [answer(400, 'unauthorized_client', 7000112), ProviderMisconfigured],
    [answer(400, 'invalid_grant', 7000112), ProviderMisconfigured],
    [answer(400, 'invalid_request', 90002), ProviderMisconfigured],
    [answer(400, 'invalid_scope'), ProviderMisconfigured],
    [answer(400, 'temporarily_unavailable', 90033), ProviderUnavailable],
    [answer(400, 'invalid_grant', 90033), ProviderUnavailable],
    [answer(400, 'invalid_grant', 90006), ProviderUnavailable],
    [answer(400, 'invalid_grant', 90024), ProviderUnavailable],
    [answer(400, 'invalid_grant', 50196), ProviderUnavailable],
    [answer(500, 'invalid_grant', 50173), ProviderUnavailable],
    [answer(503, 'temporarily_unavailable'), ProviderUnavailable],
    [{ ...answer(503, 'temporarily_unavailable'), retryAfterSeconds: 9 }, RateLimited],
    [{ ...answer(429, 'invalid_grant'), retryAfterSeconds: 9 }, RateLimited],
    [answer(429, 'temporarily_unavailable'), RateLimited],
    [answer(400, 'something_new'), ProviderUnavailable],
    [{ status: 400, codes: [], numbers: [] }, ProviderUnavailable],
    [{ status: 200, codes: [], numbers: [] }, ProviderUnavailable],
    [undefined, ProviderUnavailable],
  ])('%j blames no user: %p', (told, type) => {
    for (const error of [toExchangeError(told), toRefreshError(told)]) {
      expect(error).toBeInstanceOf(type);
      expect(error.retryAfterSeconds).toBe(told?.retryAfterSeconds);
    }
  });
});
