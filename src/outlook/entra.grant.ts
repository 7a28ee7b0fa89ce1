import type { AuthenticationResult } from '@azure/msal-node';
import type { Grant, Tokens } from '../calendars/provider/oauth-connectable';
import { MissingScope, ProviderUnavailable } from '../calendars/provider/provider-errors';
import { membersOf } from '../common/foreign-json';

/** Reads events and the list of calendars, and can write neither. */
export const CALENDAR_SCOPE = 'Calendars.Read';
/** Without `offline_access` there is no refresh token; the others say whose calendar it is. */
export const SCOPES = ['openid', 'profile', 'email', 'offline_access', CALENDAR_SCOPE];

/** Who signs, whatever address the tokens are fetched from. National clouds sign under their own name. */
const ISSUER = 'https://login.microsoftonline.com';
const SKEW_SECONDS = 300;

/**
 * The tokens of an answer as MSAL leaves it.
 * @param cache what renews them: MSAL's cache of this one account, as text
 * @throws ProviderUnavailable when something is missing
 */
export function tokensIn(result: AuthenticationResult, cache: string): Tokens {
  const { accessToken, expiresOn } = membersOf(result);
  const lasts = expiresOn instanceof Date && !Number.isNaN(expiresOn.getTime());
  if (typeof accessToken !== 'string' || accessToken === '' || !lasts) throw new ProviderUnavailable();
  return { accessToken, expiresAt: expiresOn, ...(canRenew(cache) && { refreshToken: cache }) };
}

/**
 * A whole token answer to an authorization code.
 * @throws MissingScope when the calendar was not granted, ProviderUnavailable when something is missing
 */
export function grantIn(
  result: AuthenticationResult,
  cache: string,
  { clientId, loginUrl }: { clientId: string; loginUrl: string },
): Grant {
  const tokens = tokensIn(result, cache);
  const scopes = result.scopes.filter((scope) => scope !== '');
  if (!scopes.some(isCalendarScope)) throw new MissingScope();
  return { ...tokens, scopes, ...identityIn(result.idTokenClaims, clientId, [ISSUER, loginUrl]) };
}

/** Scopes come back with or without the address of Graph before them, in any case; a grant may be wider than asked for. */
function isCalendarScope(scope: string): boolean {
  const name = scope.slice(scope.lastIndexOf('/') + 1);
  return [CALENDAR_SCOPE, 'Calendars.ReadWrite'].some(
    (enough) => enough.toLowerCase() === name.toLowerCase(),
  );
}

/**
 * Who granted: `oid` is the user in the tenant `tid`, the same for every application.
 * https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference
 *
 * The signature is not checked: the token comes straight from the token endpoint over TLS (OpenID Connect Core
 * §3.1.3.7, 6).
 * @throws ProviderUnavailable for a token that is not Microsoft's, not for us, or no longer true
 */
function identityIn(
  claims: unknown,
  clientId: string,
  authorities: string[],
): Pick<Grant, 'issuer' | 'subject' | 'email'> {
  const { iss, aud, exp, tid, oid, preferred_username: username, email } = membersOf(claims);
  const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
  const known = isText(tid) && isText(iss) && authorities.some((url) => iss === `${url}/${tid}/v2.0`);
  const current = typeof exp === 'number' && exp + SKEW_SECONDS > Date.now() / 1000;
  const names = [username, email].filter(isText);
  // A personal account may have a telephone number for a user name.
  const address = names.find((name) => name.includes('@')) ?? names[0];
  if (!known || aud !== clientId || !current || !isText(oid) || address === undefined) {
    throw new ProviderUnavailable('Microsoft did not say whose calendar it is.');
  }
  return { issuer: iss, subject: oid, email: address };
}

/** https://github.com/AzureAD/microsoft-authentication-library-for-js/blob/dev/lib/msal-node/docs/caching.md */
function canRenew(cache: string): boolean {
  const { RefreshToken: tokens } = membersOf(JSON.parse(cache));
  return Object.keys(membersOf(tokens)).length > 0;
}
