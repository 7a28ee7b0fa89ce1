import { DateTime } from 'luxon';

const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/;
const OLDEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

/**
 * Reads an RFC 3339 instant; the offset is required, so that nobody's time zone is ever assumed.
 * @returns undefined for anything else, and for instants outside of 1970 to 2200.
 */
export function parseInstant(value: unknown): Date | undefined {
  if (typeof value !== 'string' || !RFC_3339.test(value)) return undefined;
  const instant = DateTime.fromISO(value.toUpperCase());
  if (!instant.isValid || instant.toMillis() < OLDEST || instant.toMillis() >= LATEST) return undefined;
  return instant.toJSDate();
}
