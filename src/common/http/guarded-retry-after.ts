const LONGEST_SECONDS = 86_400;

/**
 * Seconds to wait by a `Retry-After` header (RFC 9110 §10.2.3): a number of seconds, or a date that is compared with
 * `now`. Never more than a day, so that a slip of a provider cannot stop us for years.
 * @returns undefined without the header, with one that is neither, and with one that is over: "at once", said by a
 * server that refuses us, is no advice, and may only mean that clocks differ
 */
export function retryAfterSeconds(headers: Headers, now = Date.now()): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000;
  return seconds > 0 ? Math.min(Math.ceil(seconds), LONGEST_SECONDS) : undefined;
}
