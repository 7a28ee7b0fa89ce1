const LONGEST_SECONDS = 86_400;

/**
 * Seconds to wait by a `Retry-After` header (RFC 9110 §10.2.3): a number of seconds, or a date that is compared with
 * `now`. Never more than a day, so that a slip of a provider cannot stop us for years.
 * @returns undefined without the header, or with one that is neither
 */
export function retryAfterSeconds(headers: Headers, now = Date.now()): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000;
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(Math.max(Math.ceil(seconds), 0), LONGEST_SECONDS);
}
