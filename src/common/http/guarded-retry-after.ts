const LONGEST_SECONDS = 86_400;

/**
 * Seconds to wait by a `Retry-After` header (RFC 9110 §10.2.3): a number of seconds, or a date that is compared with
 * `now`. Never more than a day, so that a slip of a provider cannot stop us for years.
 * @returns undefined without the header, for one that is neither, and for a date that has passed: "at once" is no advice
 * of a server that has just refused us, and may only mean that the clocks differ
 */
export function retryAfterSeconds(headers: Headers, now = Date.now()): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000;
  return seconds > 0 ? Math.min(Math.ceil(seconds), LONGEST_SECONDS) : undefined;
}
