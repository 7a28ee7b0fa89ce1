import type { Pointer } from './command';
import { fault, type DayItem, type Fault, type Recogniser, type Replacement } from './item';
import { dateOf, latestDateOf, spokenDate } from './local-date';
import { END, firstOf, matchAt, pattern, pointerOf } from './scan';

const ON = pattern(String.raw`on\s+`);
const ISO = pattern(String.raw`(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${END}`);
const DOTTED = pattern(String.raw`(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})${END}`);
const DOTTED_SHORT = pattern(String.raw`(\d{1,2})\.(\d{1,2})\.(\d{2})${END}`);
const SLASHED = pattern(String.raw`(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?${END}`);
const DASHED = pattern(String.raw`(\d{1,2})-(\d{1,2})-(\d{4})${END}`);
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th|\.)?`;
const YEAR = String.raw`(?:,?\s+(\d{4}))?`;
const DAY_MONTH = pattern(String.raw`${DAY}\s*(?:of\s+)?${MONTH}\.?${YEAR}${END}`);
const MONTH_DAY = pattern(String.raw`${MONTH}\.?\s*${DAY}${YEAR}${END}`);
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

type Attempt = (text: string, at: number, today: string) => DayItem | Fault | undefined;

/** `2026-03-14`, `14.03.2026`, `14 mar`, and `3/4`, which must be asked. Without a year it is the last such day. */
export const date: Recogniser = (text, at, today) => {
  const on = matchAt(ON, text, at);
  return firstOf(FORMS, text, on ? at + on[0].length : at, today);
};

const iso: Attempt = (text, at) => {
  const match = matchAt(ISO, text, at);
  return match && day(dateOf(Number(match[1]), Number(match[3]), Number(match[4])), pointerOf(match));
};

const dotted: Attempt = (text, at) => {
  const match = matchAt(DOTTED, text, at);
  return match && day(dateOf(Number(match[3]), Number(match[2]), Number(match[1])), pointerOf(match));
};

/** `14.03.26` has its year at the end or at the start, depending on the country. */
const dottedShort: Attempt = (text, at, today) => {
  const match = matchAt(DOTTED_SHORT, text, at);
  if (match === undefined) return undefined;
  const [first = 0, second = 0, third = 0] = match.slice(1).map(Number);
  const dates = [dateOf(2000 + third, second, first), dateOf(2000 + first, second, third)];
  return fault('ambiguous_date', pointerOf(match), { replacements: past(dates, today) });
};

/** Is `3/4` in March or in April? The same with `03-04-2026`. */
const slashed: Attempt = (text, at, today) => {
  const match = matchAt(SLASHED, text, at) ?? matchAt(DASHED, text, at);
  if (match === undefined) return undefined;
  const [first, second] = [Number(match[1]), Number(match[2])];
  const inYear = (month: number, dayOfMonth: number): string | undefined =>
    match[3] === undefined
      ? latestDateOf(month, dayOfMonth, today)
      : dateOf(Number(match[3].padStart(4, '20')), month, dayOfMonth);
  const replacements = past([inYear(first, second), inYear(second, first)], today);
  return fault('ambiguous_date', pointerOf(match), { replacements });
};

const dayMonth: Attempt = (text, at, today) => {
  const match = matchAt(DAY_MONTH, text, at);
  return match && named(match, today, match[2], match[1], match[3]);
};

const monthDay: Attempt = (text, at, today) => {
  const match = matchAt(MONTH_DAY, text, at);
  return match && named(match, today, match[1], match[2], match[3]);
};

const FORMS: readonly Attempt[] = [iso, dotted, dottedShort, slashed, dayMonth, monthDay];

function named(
  match: RegExpExecArray,
  today: string,
  name = '',
  dayText = '',
  year?: string,
): DayItem | Fault {
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const found =
    year === undefined
      ? latestDateOf(month, Number(dayText), today)
      : dateOf(Number(year), month, Number(dayText));
  return day(found, pointerOf(match));
}

function day(found: string | undefined, pointer: Pointer): DayItem | Fault {
  return found === undefined ? fault('date_invalid', pointer) : { kind: 'day', pointer, date: found };
}

function past(dates: (string | undefined)[], today: string): Replacement[] {
  const known = dates.filter((found) => found !== undefined && found <= today) as string[];
  return [...new Set(known)].map((found) => ({ text: found, label: spokenDate(found) }));
}
