import type { Note, Pointer } from './command';
import { type DurationItem, fault, type Fault, type Recogniser } from './item';
import { spokenMinutes } from './minutes';
import { END_OR_DASH, firstOf, matchAt, pattern, pointerOf } from './scan';

/** The longest duration that can be typed. */
const LONGEST_MINUTES = 24 * 60;

const NUMBER = String.raw`(\d+(?:[.,]\d+)?|[.,]\d+)`;
const HOUR_UNIT = String.raw`\s*(?:hours?|hrs?|h)`;
const MINUTE_UNIT = String.raw`\s*(?:minutes?|mins?|m)`;

const CLOCK = pattern(String.raw`(\d*):(\d\d)(?:${HOUR_UNIT})?${END_OR_DASH}`);
const HOURS_MINUTES = pattern(
  String.raw`(\d+)${HOUR_UNIT}(?:\s*(?:and\s+)?(\d+)${MINUTE_UNIT}|(\d+))${END_OR_DASH}`,
);
const HOURS = pattern(`${NUMBER}${HOUR_UNIT}${END_OR_DASH}`);
const MINUTES = pattern(`${NUMBER}${MINUTE_UNIT}${END_OR_DASH}`);
const NEGATIVE = pattern(String.raw`-(?=[\d.,:])`);

const HALF_HOUR = pattern(
  String.raw`(?:half\s+an?\s+hour|an?\s+half\s+hour|half\s+hour|1\/2\s+(?:an\s+)?hour)${END_OR_DASH}`,
);
const HOUR_AND_A_HALF = pattern(String.raw`an\s+hour\s+and\s+a\s+half${END_OR_DASH}`);
const QUARTER = pattern(String.raw`(?:a\s+)?quarter\s+(?:of\s+an\s+)?hour${END_OR_DASH}`);
const HOUR = pattern(String.raw`(?:an|one)\s+hour${END_OR_DASH}`);

type Attempt = (text: string, at: number) => DurationItem | Fault | undefined;

/** A length of work in any of its forms, from a minute to 24 hours. */
export const duration: Recogniser = (text, at) => {
  if (matchAt(NEGATIVE, text, at) === undefined) return firstOf(FORMS, text, at);
  const positive = firstOf(FORMS, text, at + 1);
  return positive && fault('duration_negative', { start: at, end: positive.pointer.end });
};

const phrase =
  (sticky: RegExp, minutes: number): Attempt =>
  (text, at) => {
    const match = matchAt(sticky, text, at);
    return match && checked(minutes, pointerOf(match));
  };

/** `1:30`, `:45`, `1:30h` */
const clock: Attempt = (text, at) => {
  const match = matchAt(CLOCK, text, at);
  return match && hoursAndMinutes(Number(match[1]), Number(match[2]), pointerOf(match));
};

/** `1h30`, `1h30m`, `1h 30m`, `1 hour and 30 minutes` */
const hoursThenMinutes: Attempt = (text, at) => {
  const match = matchAt(HOURS_MINUTES, text, at);
  return match && hoursAndMinutes(Number(match[1]), Number(match[2] ?? match[3]), pointerOf(match));
};

/** `2.5h`, `2,5h`, `2 hrs` */
const hours: Attempt = (text, at) => {
  const match = matchAt(HOURS, text, at);
  const written = match?.[1];
  if (match === undefined || written === undefined) return undefined;
  const minutes = toNumber(written) * 60;
  const item = checked(minutes, pointerOf(match), readAsDecimal(match[0].trim(), written, minutes));
  return item.kind === 'duration' ? { ...item, hoursOnly: /^\d+$/.test(written) } : item;
};

/** `90m`, `90 min` */
const minutesAlone: Attempt = (text, at) => {
  const match = matchAt(MINUTES, text, at);
  return match?.[1] === undefined ? undefined : checked(toNumber(match[1]), pointerOf(match));
};

const FORMS: readonly Attempt[] = [
  phrase(HALF_HOUR, 30),
  phrase(HOUR_AND_A_HALF, 90),
  phrase(QUARTER, 15),
  phrase(HOUR, 60),
  clock,
  hoursThenMinutes,
  hours,
  minutesAlone,
];

function hoursAndMinutes(hour: number, minute: number, pointer: Pointer): DurationItem | Fault {
  if (minute > 59) return fault('duration_invalid', pointer, { message: 'An hour has 60 minutes.' });
  return checked(hour * 60 + minute, pointer);
}

function checked(exact: number, pointer: Pointer, notes: Note[] = []): DurationItem | Fault {
  // Decimal fractions are not exact in binary: 0.35 h are 21 minutes, not 20.999….
  const minutes = Math.round(Number(exact.toFixed(6)));
  if (minutes < 1) return fault('duration_zero', pointer);
  if (exact > LONGEST_MINUTES) return fault('duration_too_long', pointer);
  const rounded = Math.abs(exact - minutes) > 1e-6;
  const text = `Rounded to whole minutes: ${spokenMinutes(minutes)}.`;
  return {
    kind: 'duration',
    pointer,
    minutes,
    hoursOnly: false,
    notes: rounded ? [...notes, { code: 'rounded', text }] : notes,
  };
}

/** `1.30h` is 78 minutes, and may have been meant as 1:30. Quarters of an hour are written like this on purpose. */
function readAsDecimal(whole: string, written: string, minutes: number): Note[] {
  const [, hour, hundredths] = /^(\d+)[.,]([0-5]\d)$/.exec(written) ?? [];
  if (hour === undefined || hundredths === undefined || ['00', '25', '50'].includes(hundredths)) return [];
  const read = spokenMinutes(Math.round(minutes));
  const text = `${whole} read as ${read}. Did you mean ${hour}:${hundredths}?`;
  return [{ code: 'decimal_hours', text }];
}

function toNumber(written: string): number {
  return Number(written.replace(',', '.'));
}
