import { fault, type Recogniser } from './item';
import { plusDays, weekdayOf } from './local-date';
import { END, matchAt, pattern, pointerOf } from './scan';

const WEEKDAY =
  '(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const RELATIVE = pattern(`(?:on\\s+)?(?:(today|yesterday)|(last\\s+)?${WEEKDAY})${END}`);
const TO_COME = pattern(String.raw`(?:tomorrow|(?:next|coming)\s+(?:week|month|year|${WEEKDAY}))${END}`);
const PARTS = '(?:morning|afternoon|evening|night|week|month|year)';
const UNCLEAR = pattern(
  String.raw`(?:last\s+${PARTS}|this\s+(?:${PARTS}|${WEEKDAY})|\d+\s+(?:days?|weeks?)\s+ago|(?:the\s+)?day\s+before\s+yesterday)${END}`,
);

/**
 * `today`, `yesterday`, `fri`, `last friday`. A weekday is the most recent one, and today if today is one; the last
 * one is before today.
 */
export const relativeDay: Recogniser = (text, at, today) => {
  const match = matchAt(RELATIVE, text, at);
  if (match === undefined) return undefined;
  const [, relative, last, weekday] = match;
  return {
    kind: 'day',
    pointer: pointerOf(match),
    date: plusDays(today, -daysBack(today, relative, last, weekday)),
  };
};

/** Days that are still to come, and days that everybody counts differently. */
export const noPastDay: Recogniser = (text, at) => {
  const future = matchAt(TO_COME, text, at);
  if (future) return fault('future_date', pointerOf(future));
  const unclear = matchAt(UNCLEAR, text, at);
  return unclear && fault('day_unclear', pointerOf(unclear));
};

function daysBack(today: string, relative?: string, last?: string, weekday?: string): number {
  if (weekday === undefined) return relative?.toLowerCase() === 'yesterday' ? 1 : 0;
  const wanted = WEEKDAYS.indexOf(weekday.slice(0, 3).toLowerCase()) + 1;
  const since = (weekdayOf(today) - wanted + 7) % 7;
  return since === 0 && last !== undefined ? 7 : since;
}
