import { Refusal } from '../simulator/reply';
import { apiError } from './google.error';

/** How many items the page may hold: `maxResults` within Google's bounds, and under the cap that a test has set. */
export function pageSize(
  query: URLSearchParams,
  { usual, most }: { usual: number; most: number },
  cap: number | null,
): number {
  const asked = Number(query.get('maxResults') ?? usual);
  if (!Number.isInteger(asked) || asked < 1) throw new Refusal(apiError('invalid', { about: 'maxResults' }));
  return Math.min(asked, most, cap ?? Infinity);
}
