import { IANAZone } from 'luxon';

const MINUTE = 60_000;
const QUARTER_HOUR = 15 * MINUTE;

/** Offsets change on quarters of an hour, and asking Intl is slow: remembered per zone and quarter. */
const offsets = new Map<string, Map<number, number>>();

/** Minutes that clocks in an IANA zone are ahead of UTC at an instant (epoch milliseconds). */
export function offsetAt(zone: string, instant: number): number {
  let known = offsets.get(zone);
  if (!known) offsets.set(zone, (known = new Map<number, number>()));
  const quarter = Math.floor(instant / QUARTER_HOUR);
  let offset = known.get(quarter);
  if (offset === undefined) known.set(quarter, (offset = IANAZone.create(zone).offset(instant) || 0));
  return offset;
}

/** What clocks in the zone show at an instant, as the milliseconds at which UTC shows the same. */
export function wallClockAt(zone: string, instant: number): number {
  return instant + offsetAt(zone, instant) * MINUTE;
}

/** The instant at which clocks in the zone show `wallClock`. A time that a clock change skips is an hour later. */
export function instantWhen(zone: string, wallClock: number, likelyOffset: number): number {
  const guess = wallClock - likelyOffset * MINUTE;
  const offset = offsetAt(zone, guess);
  if (offset === likelyOffset) return guess;
  const better = wallClock - offset * MINUTE;
  const there = offsetAt(zone, better);
  return wallClock - Math.min(offset, there) * MINUTE;
}
