import { membersOf } from '../common/foreign-json';
import { retryAfterSeconds } from '../common/http/guarded-retry-after';

/** An answer other than 2xx, reduced to what decides. */
export interface GraphRefusal {
  status: number;
  /** Graph's error codes in lower case, the outer one first; empty when it was not Graph that answered. */
  codes: readonly string[];
  retryAfterSeconds?: number;
}

/** @param body as parsed, or anything else */
export function refusalIn({ status, headers }: Response, body: unknown): GraphRefusal {
  return { status, codes: codesIn(body), retryAfterSeconds: retryAfterSeconds(headers) };
}

/**
 * `{ error: { code, innerError: { code, innerError: … } } }`; the docs write `innererror` as well, and ask for
 * comparisons without regard to case: https://learn.microsoft.com/graph/errors
 */
function codesIn(body: unknown): string[] {
  const codes: string[] = [];
  let level: unknown = membersOf(body).error;
  for (let depth = 0; level !== undefined && depth < 8; depth += 1) {
    const { code, innerError, innererror } = membersOf(level);
    if (typeof code === 'string') codes.push(code.toLowerCase());
    level = innerError ?? innererror;
  }
  return codes;
}
