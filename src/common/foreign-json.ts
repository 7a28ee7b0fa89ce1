/**
 * Text as PostgreSQL takes it, of at most `length` UTF-16 units: without NUL (no `text` holds it) and without halves of
 * surrogate pairs (no `jsonb` holds them; the cut itself can leave one).
 * @returns null for anything that is no text, and for empty text
 */
export function textOf(value: unknown, length: number): string | null {
  if (typeof value !== 'string') return null;
  return value.slice(0, length).replace(/\0|\p{Surrogate}/gu, '') || null;
}

/** An id in visible ASCII, short enough for an index; null for anything else. It is never changed or cut. */
export function idOf(value: unknown): string | null {
  return typeof value === 'string' && /^[\x21-\x7e]{1,1024}$/.test(value) ? value : null;
}

/** An address that a browser may be sent to, or null: a `javascript:` link would run in our own pages. */
export function webLinkOf(value: unknown): string | null {
  const link = textOf(value, 2048);
  return link !== null && /^https?:\/\//i.test(link) ? link : null;
}

/** The members of an object; none for anything else, so that reading from it is always safe. */
export function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
