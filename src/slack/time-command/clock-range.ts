import type { ClockTime } from './clock-time';

/** Minutes after midnight of the day that it starts on; a stop above 24 × 60 is on the next day. */
export interface ClockRange {
  start: number;
  stop: number;
}

const HALF_DAY_MINUTES = 12 * 60;
const DAY_MINUTES = 24 * 60;
/**
 * The longest range that is guessed, as for `9-5` and `11-1`. What would be longer is more likely a slip of the
 * keyboard.
 */
const LONGEST_GUESS_MINUTES = 10 * 60;

/**
 * What a range of two clock times may mean: none for nonsense, two if only the writer knows (`1-2`).
 * A clock with 24 hours means what it shows. On a clock with 12 the nearest hours count: `9-5pm` starts in the morning,
 * `11-1` stops in the afternoon. Midnight may be crossed by a range of at most half a day.
 */
export function readRange(start: ClockTime, stop: ClockTime): ClockRange[] {
  const is24Hour = (clock: ClockTime): boolean => clock.meridiem === null && clock.is24Hour;
  const startIsFixed = start.meridiem !== null || is24Hour(start) || is24Hour(stop);
  const stopIsFixed = stop.meridiem !== null || is24Hour(start) || is24Hour(stop);
  if (startIsFixed) {
    if (stopIsFixed) return inOrder(minutesOf(start), minutesOf(stop));
    return working(minutesOf(start), nextAfter(minutesOf(start), onHalfDay(stop)));
  }
  if (stopIsFixed) return before(onHalfDay(start), minutesOf(stop));
  const morning = minutesOf(start);
  // Few people work before seven, and about as many leave out the "pm".
  const starts = start.hour < 7 ? [morning, morning + HALF_DAY_MINUTES] : [morning];
  return starts.flatMap((minutes) => working(minutes, nextAfter(minutes, onHalfDay(stop))));
}

function inOrder(start: number, stop: number): ClockRange[] {
  if (start >= DAY_MINUTES) return [];
  if (stop > start) return [{ start, stop }];
  return stop + DAY_MINUTES - start <= HALF_DAY_MINUTES ? [{ start, stop: stop + DAY_MINUTES }] : [];
}

function working(start: number, stop: number): ClockRange[] {
  return stop - start <= LONGEST_GUESS_MINUTES ? [{ start, stop }] : [];
}

/** The last such time on a 12-hour clock before a stop, if need be of the day before. */
function before(onClock: number, stop: number): ClockRange[] {
  const start = nextAfter(stop - HALF_DAY_MINUTES - 1, onClock);
  return start >= 0 ? working(start, stop) : working(start + DAY_MINUTES, stop + DAY_MINUTES);
}

/** The first time after another at which a 12-hour clock shows this. */
function nextAfter(minutes: number, onClock: number): number {
  return onClock + HALF_DAY_MINUTES * (Math.floor((minutes - onClock) / HALF_DAY_MINUTES) + 1);
}

/** Minutes after midnight. Without am or pm 12 is noon. */
function minutesOf({ hour, minute, meridiem }: ClockTime): number {
  if (meridiem === null) return hour * 60 + minute;
  return (hour % 12) * 60 + minute + (meridiem === 'pm' ? HALF_DAY_MINUTES : 0);
}

function onHalfDay({ hour, minute }: ClockTime): number {
  return (hour % 12) * 60 + minute;
}
