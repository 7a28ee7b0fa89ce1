import { ValidationFailed } from '../../common/errors/problem';

/** In the letters of a URL (RFC 3986 §2): browsers would drop tabs and newlines, and read `\` as `/` and `ｅ` as `e`. */
const WEB_ADDRESS = /^https?:\/\/[!-[\]-~]+$/i;

/**
 * Where a browser may be sent after a callback: an absolute http(s) URL without credentials, of one of the allowed
 * origins. Judged after parsing as a browser parses (WHATWG URL), so that `\`, `@`, `//` or odd letters fool nobody.
 * @throws ValidationFailed
 */
export function parseReturnTo(value: string, allowed: URL[]): string {
  const url = WEB_ADDRESS.test(value) && URL.canParse(value) ? new URL(value) : undefined;
  const known = allowed.some(({ origin }) => origin === url?.origin);
  if (!url || !known || url.username || url.password) {
    throw ValidationFailed.at('/return_to', 'must be a URL of the web app');
  }
  return url.href;
}

/** The address with what became of the integration in its query, and what is only for the page itself behind `#`. */
export function withOutcome(
  returnTo: string,
  outcome: Record<string, string>,
  fragment?: Record<string, string>,
): string {
  const url = new URL(returnTo);
  for (const [name, value] of Object.entries(outcome)) url.searchParams.set(name, value);
  if (fragment) url.hash = new URLSearchParams(fragment).toString();
  return url.href;
}
