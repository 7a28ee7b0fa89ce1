import {
  OAuthFailed,
  ProviderMisconfigured,
  ProviderUnavailable,
  RateLimited,
  ReauthorizationRequired,
} from '../calendars/provider/provider-errors';
import type { Problem } from '../common/errors/problem';
import { serverError } from './google.errors';
import { type GoogleRefusal, refusalIn } from './google.refusal';

const ADMIN_FORBIDS = 'The administrator of this Google Workspace does not allow the connection.';

const THROTTLED = ['rate_limit_exceeded', 'rateLimitExceeded'];

/** Codes that accuse the client, not the grant (RFC 6749 §5.2 and Google's own). */
const MISCONFIGURED = [
  'invalid_client',
  'unauthorized_client',
  'deleted_client',
  'disabled_client',
  'org_internal',
  'redirect_uri_mismatch',
  'invalid_request',
  'invalid_scope',
  'unsupported_grant_type',
];

/** What a refused authorization code means. */
export function toExchangeError(error: unknown): Problem {
  return toTokenError(error, (detail) => new OAuthFailed(detail));
}

/**
 * What a refused refresh means. Only a dead grant asks for the user; whatever may heal, or is our own fault, does not:
 * https://developers.google.com/identity/protocols/oauth2#expiration
 */
export function toRefreshError(error: unknown): Problem {
  const lost = 'Google no longer accepts this connection. Connect the account again.';
  return toTokenError(error, (detail = lost) => new ReauthorizationRequired(detail));
}

/** https://developers.google.com/identity/protocols/oauth2/web-server#exchange-errors-invalid-grant */
function toTokenError(error: unknown, refused: (detail?: string) => Problem): Problem {
  const refusal = refusalIn(error);
  if (!refusal) return new ProviderUnavailable();
  if (refusal.status === 429 || has(refusal, THROTTLED)) return new RateLimited(refusal.retryAfterSeconds);
  if (refusal.status >= 500) return serverError(refusal);
  if (has(refusal, ['invalid_grant'])) return refused();
  if (has(refusal, ['admin_policy_enforced'])) return refused(ADMIN_FORBIDS);
  return has(refusal, MISCONFIGURED) ? new ProviderMisconfigured() : new ProviderUnavailable();
}

function has({ reasons }: GoogleRefusal, codes: readonly string[]): boolean {
  return reasons.some((reason) => codes.includes(reason));
}
