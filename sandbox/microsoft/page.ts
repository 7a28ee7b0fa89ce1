import { ApiRequest } from '../simulator/api.request';
import { Refusal } from '../simulator/reply';
import { graphError } from './graph.error';
import { linkTo } from './link';
import { Settings } from './settings';

const MOST = 1000;
const USUAL = 10;

/** A page of a plain collection, and the link to the next: `$top` a page, after the first `$skip`. */
export function pageOf<T>(
  all: readonly T[],
  request: ApiRequest,
  { maxPageSize, linkOrigin }: Settings,
): { value: T[]; '@odata.nextLink'?: string } {
  const top = countIn(request.query, '$top') ?? USUAL;
  const skip = countIn(request.query, '$skip') ?? 0;
  if (top < 1 || top > MOST) throw new Refusal(graphError('ErrorInvalidRequest'));
  const end = skip + Math.min(top, maxPageSize ?? Infinity);
  const value = all.slice(skip, end);
  if (end >= all.length) return { value };
  const others = [...request.query].filter(([name]) => name !== '$skip');
  const query = [...others, ['$skip', String(end)]].map(
    ([name = '', text = '']) => `${name}=${encodeURIComponent(text)}`,
  );
  return { value, '@odata.nextLink': linkTo(request, query.join('&'), linkOrigin) };
}

/** Lines of a page of a delta round, as the caller prefers. */
export function deltaPageSize(preferred: number | null, { maxPageSize }: Settings): number {
  return Math.min(preferred ?? USUAL, MOST, maxPageSize ?? Infinity);
}

function countIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\d+$/.test(text)) throw new Refusal(graphError('ErrorInvalidRequest'));
  return Number(text);
}
