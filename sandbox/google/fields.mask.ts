interface Mask {
  [field: string]: Mask;
}

/** Losing these by a forgotten field name would end a sync unnoticed; the simulator always gives them. */
const ALWAYS = ['nextPageToken', 'nextSyncToken'];

/**
 * Keeps what a `fields` parameter names: `items(id,start/dateTime),nextPageToken`; null keeps all.
 * https://developers.google.com/workspace/calendar/api/guides/performance#partial-response
 */
export function applyFields(answer: Record<string, unknown>, fields: string | null): object {
  if (fields === null || fields === '') return answer;
  const mask = parseMask(fields);
  for (const name of ALWAYS) mask[name] = {};
  return pick(answer, mask) as object;
}

function parseMask(fields: string): Mask {
  const root: Mask = {};
  const open: Mask[] = [];
  let level = root;
  let at = root;
  for (const [part] of fields.matchAll(/[^,/()\s]+|[,/()]/g)) {
    if (part === ',') at = level;
    else if (part === '(') {
      open.push(level);
      level = at;
    } else if (part === ')') at = level = open.pop() ?? root;
    else if (part !== '/') at = at[part] ??= {};
  }
  return root;
}

function pick(value: unknown, mask: Mask): unknown {
  if (Array.isArray(value)) return value.map((item) => pick(item, mask));
  if (typeof value !== 'object' || value === null || Object.keys(mask).length === 0 || '*' in mask)
    return value;
  const kept = Object.entries(value).filter(([name]) => name in mask);
  return Object.fromEntries(kept.map(([name, inner]) => [name, pick(inner, mask[name] ?? {})]));
}
