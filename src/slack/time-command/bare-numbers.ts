import type { Pointer } from './command';
import { type DurationItem, fault, type Fault, type Replacement } from './item';
import { dateOf, latestDateOf, spokenDate } from './local-date';
import { END, matchAt, pattern, pointerOf } from './scan';

// The digits of "1:1 with bob" need no unit.
const BARE = pattern(String.raw`(\d+)(?:[.,](\d+))?\.?(?!:\d)${END}`);
const NEGATIVE = pattern(String.raw`-\d+(?:[.,]\d+)?${END}`);
const OTHER_UNIT = pattern(String.raw`\d+(?:[.,]\d+)?\s*(?:days?|d|weeks?|wks?|w|seconds?|secs?|s)${END}`);
const MAYBE_MINUTES = pattern(String.raw`\s+(\d{1,2})(?=\s|$)`);

/** A number without a unit where a duration is expected: nobody knows whether it is hours or minutes. */
export function bareNumber(text: string, at: number, today: string): Fault | undefined {
  const negative = matchAt(NEGATIVE, text, at);
  if (negative) return fault('duration_negative', pointerOf(negative));
  const other = matchAt(OTHER_UNIT, text, at);
  if (other) return fault('duration_invalid', pointerOf(other));
  const match = matchAt(BARE, text, at);
  if (match?.[1] === undefined) return undefined;
  const [, whole, fraction] = match;
  if (Number(`${whole}.${fraction ?? 0}`) === 0) return fault('duration_zero', pointerOf(match));
  const replacements = fraction === undefined ? hoursOrMinutes(whole) : hoursOrDate(whole, fraction, today);
  return fault('unit_required', pointerOf(match), { replacements });
}

/** `2h 30 …`: half past two hours, or two hours of "30 …"? A small number that text follows is the text's. */
export function numberAfterHours(text: string, { hoursOnly, pointer }: DurationItem): Fault | undefined {
  const match = hoursOnly ? matchAt(MAYBE_MINUTES, text, pointer.end) : undefined;
  const number = match?.[1];
  if (match === undefined || number === undefined || Number(number) > 59) return undefined;
  const end = match.index + match[0].length;
  if (number.length === 1 && end < text.length) return undefined;
  const place: Pointer = { start: end - number.length, end };
  return fault('unit_required', place, { replacements: [{ text: `${number}m` }] });
}

function hoursOrMinutes(number: string): Replacement[] {
  return [
    { text: `${number}h`, label: Number(number) === 1 ? '1 hour' : `${number} hours` },
    { text: `${number}m`, label: Number(number) === 1 ? '1 minute' : `${number} minutes` },
  ];
}

/** `1.30` may be hours or an hour and a half, `14.03` hours or a day. */
function hoursOrDate(whole: string, fraction: string, today: string): Replacement[] {
  const replacements: Replacement[] = [
    { text: `${whole}.${fraction}h`, label: `${whole}.${fraction} hours` },
  ];
  if (fraction.length === 2) replacements.push({ text: `${whole}:${fraction}` });
  const isDate = whole.length <= 2 && fraction.length <= 2 && dateOf(2000, Number(fraction), Number(whole));
  const date = isDate && latestDateOf(Number(fraction), Number(whole), today);
  return date ? [...replacements, { text: date, label: spokenDate(date) }] : replacements;
}
