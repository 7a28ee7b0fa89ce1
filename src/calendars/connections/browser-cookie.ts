import type { CookieOptions, Request } from 'express';

/** Names the browser that began an authorization, so that a callback elsewhere proves nothing (RFC 6749 §10.12). */
export const BROWSER_COOKIE = 'billops_oauth';

const MINUTES = 60_000;

/** Lax: it has to come along when the provider sends the browser back. */
export function browserCookieOptions(secure: boolean): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', secure, path: '/api/v1/integrations', maxAge: 10 * MINUTES };
}

/** The browser's name for itself, if it has one that could be ours. */
export function browserOf(request: Request): string | undefined {
  const cookie = (request.cookies as Record<string, unknown>)[BROWSER_COOKIE];
  return typeof cookie === 'string' && /^[\w-]{43}$/.test(cookie) ? cookie : undefined;
}
