import { decodeJwt } from 'jose';
import type { Grant, Tokens } from '../calendars/provider/oauth-connectable';
import { MissingScope, ProviderUnavailable } from '../calendars/provider/provider-errors';
import { membersOf } from '../common/foreign-json';

/** One box to tick: the two narrower read-only scopes (events, calendar list) are two, which users untick one by one. */
export const CALENDAR_SCOPE = 'https://www.googleapis.com/auth/calendar.readonly';
/** `openid email` say whose calendar it is; nothing here can write. */
export const SCOPES = ['openid', 'email', CALENDAR_SCOPE];

/** Google signs under two names: https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken */
const ISSUERS = ['https://accounts.google.com', 'accounts.google.com'];
const SKEW_SECONDS = 300;

const scopeUrl = (name: string): string => `https://www.googleapis.com/auth/${name}`;
/** What suffices: the calendar as a whole, or its events and the list of calendars. A grant may be wider than asked for. */
const ALL = [CALENDAR_SCOPE, scopeUrl('calendar')];
const EVENTS = [scopeUrl('calendar.events.readonly'), scopeUrl('calendar.events')];
const LIST = [scopeUrl('calendar.calendarlist.readonly'), scopeUrl('calendar.calendarlist')];

/** Who we are at Google, and where people consent: whoever moves that address may sign under it, too. */
export interface GoogleClientId {
  clientId: string;
  authUrl: string;
}

/**
 * The tokens of a token answer (RFC 6749 §5.1), as Google's client leaves it: `expires_in` has become `expiry_date`,
 * milliseconds of the epoch by this machine's clock.
 * @throws ProviderUnavailable when something is missing
 */
export function tokensIn(answer: unknown): Tokens {
  const { access_token: accessToken, expiry_date: expiry, refresh_token: refreshToken } = membersOf(answer);
  if (typeof accessToken !== 'string' || typeof expiry !== 'number' || !Number.isFinite(expiry)) {
    throw new ProviderUnavailable();
  }
  return {
    accessToken,
    expiresAt: new Date(expiry),
    ...(typeof refreshToken === 'string' && refreshToken !== '' && { refreshToken }),
  };
}

/**
 * A whole token answer to an authorization code.
 * @throws MissingScope when the calendar was unticked, ProviderUnavailable when something is missing
 */
export function grantIn(answer: unknown, { clientId, authUrl }: GoogleClientId): Grant {
  const { scope, id_token: idToken } = membersOf(answer);
  const tokens = tokensIn(answer);
  // Absent means "as asked" (RFC 6749 §5.1).
  const scopes = typeof scope === 'string' ? scope.split(' ').filter(Boolean) : SCOPES;
  if (!canRead(scopes)) throw new MissingScope();
  return { ...tokens, scopes, ...identityIn(idToken, clientId, [...ISSUERS, new URL(authUrl).origin]) };
}

function canRead(granted: string[]): boolean {
  const any = (scopes: string[]): boolean => scopes.some((name) => granted.includes(name));
  return any(ALL) || (any(EVENTS) && any(LIST));
}

/**
 * Who granted. The signature is not checked: the token comes straight from the token endpoint over TLS
 * (OpenID Connect Core §3.1.3.7, 6).
 * @throws ProviderUnavailable for a token that is not Google's, not for us, or no longer true
 */
function identityIn(
  idToken: unknown,
  clientId: string,
  issuers: string[],
): Pick<Grant, 'issuer' | 'subject' | 'email'> {
  const { iss, aud, exp, sub, email } = claimsOf(idToken);
  const audience = Array.isArray(aud) ? aud : [aud];
  const trusted = typeof iss === 'string' && issuers.includes(iss) && audience.includes(clientId);
  const current = typeof exp === 'number' && exp + SKEW_SECONDS > Date.now() / 1000;
  if (!trusted || !current || typeof sub !== 'string' || sub === '' || typeof email !== 'string') {
    throw new ProviderUnavailable('Google did not say whose calendar it is.');
  }
  return { issuer: 'https://accounts.google.com', subject: sub, email };
}

function claimsOf(idToken: unknown): Record<string, unknown> {
  try {
    return typeof idToken === 'string' ? decodeJwt(idToken) : {};
  } catch {
    return {};
  }
}
