import { DateTime } from 'luxon';
import type { ClockRange } from './clock-range';
import { plusDays } from './local-date';
import { timeOfDay } from './minutes';

const DAY_MINUTES = 24 * 60;

/** A range of local times as the instants that it ran from and to. */
export interface Span {
  startsAt: Date;
  endsAt: Date;
  /** What really passed, which differs from the clock's face where clocks were changed. */
  minutes: number;
  /** One of its ends is a time that the clocks showed twice. */
  isRepeated: boolean;
}

/**
 * The instants at which a zone's clocks showed a local time: none in the hour that is skipped when they are put
 * forward, two in the hour that is repeated when they are put back. Midnight is the beginning of the day, always.
 * @param minutes after midnight of `date`, which is `YYYY-MM-DD`; at most 24 × 60 are on that day
 */
export function instantsOf(date: string, minutes: number, zone: string): Date[] {
  const day = plusDays(date, Math.floor(minutes / DAY_MINUTES));
  const clock = timeOfDay(minutes % DAY_MINUTES);
  const time = DateTime.fromISO(`${day}T${clock}`, { zone });
  const isShown = time.toFormat('yyyy-MM-dd HH:mm') === `${day} ${clock}`;
  if (!isShown) return clock === '00:00' ? [time.toJSDate()] : [];
  return time
    .getPossibleOffsets()
    .map((possible) => possible.toJSDate())
    .sort((a, b) => a.getTime() - b.getTime());
}

/**
 * Places a range on a day. Where the clocks showed a time twice, the pass counts that makes the range as long as the
 * clock's face says; if none does, the first.
 * @returns undefined if an end is a time that did not exist, or if nothing is between the ends
 */
export function spanOf(date: string, { start, stop }: ClockRange, zone: string): Span | undefined {
  const starts = instantsOf(date, start, zone);
  const stops = instantsOf(date, stop, zone);
  const spans = starts
    .flatMap((startsAt) =>
      stops.map((endsAt) => ({ startsAt, endsAt, minutes: minutesBetween(startsAt, endsAt) })),
    )
    .filter(({ minutes }) => minutes > 0);
  const span = spans.find(({ minutes }) => minutes === stop - start) ?? spans[0];
  return span && { ...span, isRepeated: starts.length > 1 || stops.length > 1 };
}

function minutesBetween(start: Date, end: Date): number {
  return Math.round((end.getTime() - start.getTime()) / 60_000);
}
