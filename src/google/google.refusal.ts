import { retryAfterSeconds } from '../common/http/guarded-retry-after';
import { membersOf } from '../common/foreign-json';

/** An answer other than 2xx, reduced to what decides; nothing of the request is in it. */
export interface GoogleRefusal {
  status: number;
  /** Google's reason codes, in whichever of its envelopes; empty when it was not Google's software that answered. */
  reasons: readonly string[];
  retryAfterSeconds?: number;
}

/**
 * Reads the error that Google's client throws. There are two copies of its class in the tree, and the class carries the
 * whole request, so it is read by its form and let go.
 * @returns undefined when there was no answer
 */
export function refusalIn(error: unknown): GoogleRefusal | undefined {
  const response = membersOf(membersOf(error).response);
  if (typeof response.status !== 'number') return undefined;
  return {
    status: response.status,
    reasons: reasonsIn(response.data),
    retryAfterSeconds: response.headers instanceof Headers ? retryAfterSeconds(response.headers) : undefined,
  };
}

/**
 * `{ error: { errors: [{ reason }], details: [{ reason }], status } }` from the API, `{ error: 'code' }` from the token
 * endpoint: https://developers.google.com/workspace/calendar/api/guides/errors,
 * https://cloud.google.com/apis/design/errors#error_info, RFC 6749 §5.2
 */
function reasonsIn(body: unknown): string[] {
  const { error } = membersOf(body);
  if (typeof error === 'string') return [error];
  const { errors, details, status } = membersOf(error);
  const lines: unknown[] = [errors, details].flatMap((list): unknown[] => (Array.isArray(list) ? list : []));
  return [...lines.map((line) => membersOf(line).reason), status].filter(
    (reason) => typeof reason === 'string',
  );
}
