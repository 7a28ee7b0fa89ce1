/**
 * How a page's outputs are compared with real ones. Everything has to be there, word for word and in order, but
 * - white space is white space: where Node breaks the lines of an object depends on how long its ids are;
 * - an id stands for any id, an instant, a day or a time of day for any other of its form;
 * - so does a number that depends on the day of the week, because some of a calendar's meetings are in the window and
 *   others are not: those of `COUNTS`, and the total of a day;
 * - `…` with white space or nothing on a side stands for anything, also nothing; between other signs for anything without
 *   a space.
 * All other words, keys, statuses, numbers and amounts are exact, and nothing may follow after the end.
 */
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const INSTANT = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z`;
const COMPACT_INSTANT = String.raw`\d{8}T\d{6}Z`;
const DATE = String.raw`\d{4}-\d\d-\d\d`;
const SPOKEN_DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \\d\\d? [A-Z][a-z]{2} \\d{4}';
const TIME = String.raw`\b\d\d:\d\d\b`;
const COUNTS =
  '(?:(?:synced|updated|removed|unchanged|skipped|event)_count|duration_ms|all_day|declined|free|cancelled' +
  '|out_of_office|focus_time|working_location|outside_window)';
const SPAN = String.raw`(?:\d+ h(?: \d+ m)?|\d+ m)`;

/** What is shown → what is accepted in its place; the first that fits counts. */
const RULES: [shown: string, accepted: string | ((shown: string) => string)][] = [
  [String.raw`(?:^|\s+)…\s*|\s*…(?:\s+|$)`, '[^]*?'],
  ['…', String.raw`\S*?`],
  [String.raw`\s+`, String.raw`\s+`],
  [UUID, UUID],
  [INSTANT, INSTANT],
  [COMPACT_INSTANT, COMPACT_INSTANT],
  [`Total of ${SPOKEN_DAY}: ${SPAN}`, `Total of ${SPOKEN_DAY}: ${SPAN}`],
  [SPOKEN_DAY, SPOKEN_DAY],
  [DATE, DATE],
  [TIME, TIME],
  [String.raw`\b${COUNTS}: \d+`, (shown) => shown.replace(/\d+/, String.raw`\d+`)],
];
const ANY_RULE = new RegExp(RULES.map(([shown]) => `(${shown})`).join('|'), 'g');

/** Where the real output parts from what the page shows; undefined where it does not. */
export function departure(shown: string, real: string): string | undefined {
  const patterns = patternsOf(shown.trim());
  const matches = (count: number, rest: string): boolean =>
    new RegExp(`^${patterns.slice(0, count).join('')}${rest}$`).test(real.trim());
  if (matches(patterns.length, '')) return undefined;
  let agreed = patterns.length;
  while (agreed > 0 && !matches(agreed, '[^]*')) agreed -= 1;
  const next = patterns.slice(agreed, agreed + 8).join('');
  return `It parts from the page before ${next === '' ? 'its end' : `/${next}/`}:\n${real}`;
}

/** A pattern for each piece of the text: a rule, or a word that is exact. */
function patternsOf(shown: string): string[] {
  const patterns: string[] = [];
  let end = 0;
  for (const match of shown.matchAll(ANY_RULE)) {
    patterns.push(...exact(shown.slice(end, match.index)));
    const [, accepted = ''] = RULES[match.slice(1).findIndex((group) => group !== undefined)] ?? [];
    patterns.push(typeof accepted === 'string' ? accepted : accepted(match[0]));
    end = match.index + match[0].length;
  }
  return [...patterns, ...exact(shown.slice(end))];
}

function exact(text: string): string[] {
  return text === '' ? [] : [text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)];
}
