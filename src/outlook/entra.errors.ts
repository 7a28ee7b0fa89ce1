import {
  OAuthFailed,
  ProviderMisconfigured,
  ProviderUnavailable,
  RateLimited,
  ReauthorizationRequired,
} from '../calendars/provider/provider-errors';
import type { Problem } from '../common/errors/problem';
import type { EntraAnswer } from './entra.endpoint';
import { reasonIn } from './entra.reasons';

/**
 * Numbers that may come with `invalid_grant` and say nothing of the grant: directory or service away, too many
 * requests.
 */
const TRANSIENT = [90033, 90006, 90024, 50196];
/** Numbers that accuse this service's registration: secret wrong or expired, application unknown, off, or redirected. */
const OUR_FAULT = [7000215, 7000222, 700016, 7000112, 50011, 500112];

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#error-codes-for-token-endpoint-errors */
const MISCONFIGURED = [
  'invalid_client',
  'unauthorized_client',
  'invalid_request',
  'invalid_scope',
  'invalid_resource',
  'unsupported_grant_type',
  'unsupported_response_type',
];
const REFUSED = [
  'invalid_grant',
  'interaction_required',
  'consent_required',
  'login_required',
  'access_denied',
  'account_selection_required',
];

/** What a refused authorization code means. @param answer undefined when there was none */
export function toExchangeError(answer: EntraAnswer | undefined): Problem {
  return toTokenError(answer, (reason) => {
    return new OAuthFailed(reason && `Microsoft refused the connection. ${reason}`);
  });
}

/**
 * What a refused refresh means. Only a dead grant asks for the user; whatever may heal, or is our own fault, does not.
 * @param answer undefined when there was none
 */
export function toRefreshError(answer: EntraAnswer | undefined): Problem {
  return toTokenError(answer, (reason = 'Connect the account again.') => {
    return new ReauthorizationRequired(`Microsoft no longer accepts this connection. ${reason}`);
  });
}

/**
 * By status, then `error`; numbers only refine it, for they may change at any time:
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
function toTokenError(answer: EntraAnswer | undefined, refused: (reason?: string) => Problem): Problem {
  if (!answer) return new ProviderUnavailable();
  const { status, codes, numbers, retryAfterSeconds } = answer;
  if (status === 429) return new RateLimited(retryAfterSeconds);
  if (status >= 500)
    return retryAfterSeconds === undefined ? new ProviderUnavailable() : new RateLimited(retryAfterSeconds);
  if (status < 400 || numbers.some((number) => TRANSIENT.includes(number))) return new ProviderUnavailable();
  const isOurFault = numbers.some((number) => OUR_FAULT.includes(number));
  if (isOurFault || codes.some((code) => MISCONFIGURED.includes(code))) return new ProviderMisconfigured();
  return codes.some((code) => REFUSED.includes(code)) ? refused(reasonIn(answer)) : new ProviderUnavailable();
}
