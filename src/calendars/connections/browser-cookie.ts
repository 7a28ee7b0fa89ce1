import type { Request, Response } from 'express';

/** Names the browser that began an authorization, so that a callback elsewhere proves nothing (RFC 6749 §10.12). */
const BROWSER_COOKIE = 'billops_oauth';

const MINUTE_MS = 60_000;

/** Tells the browser its name. Lax: it has to come along when the provider sends the browser back. */
export function rememberBrowser(response: Response, browser: string, secure: boolean): void {
  const path = '/api/v1/integrations';
  response.cookie(BROWSER_COOKIE, browser, {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path,
    maxAge: 10 * MINUTE_MS,
  });
}

/** The browser's name for itself, if it has one that could be ours. */
export function browserOf(request: Request): string | undefined {
  const cookie = (request.cookies as Record<string, unknown>)[BROWSER_COOKIE];
  return typeof cookie === 'string' && /^[\w-]{43}$/.test(cookie) ? cookie : undefined;
}
