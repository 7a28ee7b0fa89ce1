import { type ClockRange, readRange } from './clock-range';
import { type ClockTime, clockTime, isOnClock } from './clock-time';
import type { Pointer } from './command';
import { fault, type Fault, type Recogniser, type Replacement } from './item';
import { timeOfDay } from './minutes';
import { END, matchAt, pattern } from './scan';

const FROM = pattern(String.raw`from\s+`);
const TO = pattern(String.raw`\s*-\s*|\s*(?:to|until|till)(?![a-z])\s*`);
const UNIT = pattern(String.raw`\s*(hours?|hrs?|h|minutes?|mins?|m)${END}`);
const NOTHING_MORE = pattern(END);
const DAY_MINUTES = 24 * 60;

/** `9-10:30`, `9am-10:30am`, `14:00 to 15:15`, `1400-1515`: times of day in the user's zone. */
export const range: Recogniser = (text, at) => {
  const from = matchAt(FROM, text, at);
  const start = clockTime(text, from ? at + from[0].length : at);
  const to = start && matchAt(TO, text, start.end);
  const stop = to && clockTime(text, to.index + to[0].length);
  if (start === undefined || to === undefined || stop === undefined) return undefined;
  const pointer: Pointer = { start: at, end: stop.end };

  const unit = matchAt(UNIT, text, stop.end);
  if (unit) return estimate(start, stop, unit[0], pointer);
  if (!matchAt(NOTHING_MORE, text, stop.end)) return undefined;
  if (!isOnClock(start) || !isOnClock(stop)) return fault('range_invalid', pointer);

  const replacements = readRange(start, stop).map(toReplacement);
  if (mayBeDurationAndText(start, stop, to[0])) replacements.push(asDuration(text, start, stop));
  const [only, another] = readRange(start, stop);
  if (only === undefined) return fault('range_invalid', pointer, { replacements: laterStop(start, stop) });
  if (another !== undefined || replacements.length > 1) {
    return fault('ambiguous_range', pointer, { replacements });
  }
  return { kind: 'range', pointer, ...only };
};

/** `9am` alone: a start without a stop. */
export const loneClockTime: Recogniser = (text, at) => {
  const clock = clockTime(text, at);
  if (!clock?.meridiem || !matchAt(NOTHING_MORE, text, clock.end)) return undefined;
  return fault(
    'range_invalid',
    { start: at, end: clock.end },
    { message: 'A start time needs an end time.' },
  );
};

/** A range as it is written: `09:00-10:30`. */
function writtenRange({ start, stop }: ClockRange): string {
  return `${timeOfDay(start)}-${timeOfDay(stop > DAY_MINUTES ? stop - DAY_MINUTES : stop)}`;
}

/** `2-3 hours` is neither a range nor a duration. */
function estimate(start: ClockTime, stop: ClockTime, unit: string, { start: from, end }: Pointer): Fault {
  const isPlain = !start.hasMinutes && !stop.hasMinutes;
  return fault(
    'duration_invalid',
    { start: from, end: end + unit.length },
    {
      message: 'A duration is one number.',
      replacements: isPlain ? [start, stop].map(({ hour }) => ({ text: `${hour}${unit}` })) : [],
    },
  );
}

/** `1:30 - 2 calls`: an hour and a half of "2 calls", or until two o'clock. */
function mayBeDurationAndText(start: ClockTime, stop: ClockTime, joiner: string): boolean {
  const isSpaced = /^\s+-\s+$/.test(joiner);
  return (
    isSpaced && start.hour < 7 && start.hasMinutes && !start.meridiem && !stop.meridiem && !stop.hasMinutes
  );
}

function asDuration(text: string, start: ClockTime, stop: ClockTime): Replacement {
  return { text: `${text.slice(start.start, start.end)}: ${text.slice(stop.start, stop.end)}` };
}

/** `09:00-5:00` is perhaps a stop in the afternoon that was written on the other clock. */
function laterStop(start: ClockTime, stop: ClockTime): Replacement[] {
  if (start.meridiem || stop.meridiem || start.hour >= 12 || stop.hour >= 12) return [];
  const minutes = { start: start.hour * 60 + start.minute, stop: (stop.hour + 12) * 60 + stop.minute };
  return [toReplacement(minutes)];
}

function toReplacement(range: ClockRange): Replacement {
  return { text: writtenRange(range) };
}
