import { Refusal } from '../simulator/reply';
import { graphError } from './graph.error';
import { Period } from './item';

const LONGEST = 1825 * 86_400_000;
const WITH_OFFSET = /(Z|[+-]\d{2}:\d{2})$/i;

/** `startDateTime` and `endDateTime`, in any case; an offset counts, UTC when there is none. */
export function windowOf(query: URLSearchParams): Period {
  const start = instant(query, 'startdatetime');
  const end = instant(query, 'enddatetime');
  if (end < start)
    throw new Refusal(graphError('ErrorInvalidParameter', { message: 'The end is before the start.' }));
  if (end - start > LONGEST) throw new Refusal(graphError('ErrorCalendarViewRangeTooBig'));
  return { start, end };
}

export function namesWindow(query: URLSearchParams): boolean {
  return [...query.keys()].some((name) => /^(start|end)datetime$/i.test(name));
}

function instant(query: URLSearchParams, wanted: string): number {
  const text = [...query].find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
  const at = Date.parse(WITH_OFFSET.test(text) || !text.includes('T') ? text : `${text}Z`);
  if (Number.isNaN(at)) throw new Refusal(graphError('ErrorInvalidParameter'));
  return at;
}
