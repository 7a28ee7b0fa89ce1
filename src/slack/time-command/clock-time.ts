import { matchAt, pattern } from './scan';

/** A time of day as it was written. */
export interface ClockTime {
  /** Where it begins and ends, white space before am or pm included. */
  start: number;
  end: number;
  hour: number;
  minute: number;
  meridiem: 'am' | 'pm' | null;
  /** Written as only a 24-hour clock is: `09`, `14`, `0930`, `0:30`. */
  is24Hour: boolean;
  hasMinutes: boolean;
}

const DIGITS = pattern(String.raw`(\d{1,2}):(\d\d)(?!\d)|(\d{1,2})(\d\d)(?!\d)|(\d{1,2})(?!\d)`);
const MERIDIEM = pattern(String.raw`\s*([ap])(?:m(?![a-z])|\.m\.?)`);

/** `9`, `09:00`, `10:30am`, `9 p.m.`, `1400`: a time of day at an offset, or undefined for what no clock shows. */
export function clockTime(text: string, at: number): ClockTime | undefined {
  const digits = matchAt(DIGITS, text, at);
  if (digits === undefined) return undefined;
  const written = digits[1] ?? digits[3] ?? digits[5] ?? '';
  const minutes = digits[2] ?? digits[4];
  const afterDigits = at + digits[0].length;
  const suffix = matchAt(MERIDIEM, text, afterDigits);
  const hour = Number(written);
  return {
    start: at,
    end: afterDigits + (suffix?.[0].length ?? 0),
    hour,
    minute: Number(minutes ?? 0),
    meridiem: suffix === undefined ? null : suffix[1]?.toLowerCase() === 'a' ? 'am' : 'pm',
    is24Hour: hour === 0 || hour > 12 || written.startsWith('0') || (digits[3]?.length ?? 0) === 2,
    hasMinutes: minutes !== undefined,
  };
}

/** Whether a clock shows it: 13pm and 9:75 are on none; 24:00 is the end of a day. */
export function isOnClock({ hour, minute, meridiem }: ClockTime): boolean {
  if (minute > 59) return false;
  return meridiem === null ? hour * 60 + minute <= 24 * 60 : hour >= 1 && hour <= 12;
}
