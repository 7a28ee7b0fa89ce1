/** How the minutes of an entry become billable ones. `none` bills them as they are. */
export const ROUNDINGS = ['none', 'up', 'down', 'nearest'] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/** What minutes may be rounded to a multiple of. */
export const ROUNDING_MINUTES = [1, 5, 6, 10, 15, 30] as const;

const DIRECTIONS: Record<Exclude<Rounding, 'none'>, (multiples: number) => number> = {
  up: Math.ceil,
  down: Math.floor,
  // Half an increment counts as a whole one.
  nearest: Math.round,
};

/** A way to round: an increment belongs to every one but `none`. */
export interface RoundingPolicy {
  rounding: Rounding;
  roundingMinutes: number | null;
}

/** The minutes that are billed for so many minutes of work; rounded down, this may be none. */
export function billableMinutes(minutes: number, { rounding, roundingMinutes }: RoundingPolicy): number {
  if (rounding === 'none' || roundingMinutes === null) return minutes;
  return DIRECTIONS[rounding](minutes / roundingMinutes) * roundingMinutes;
}
