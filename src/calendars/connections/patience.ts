import type { RateLimited } from '../provider/provider-errors';

/** The pause when a provider throttles and does not say for how long; up to half as much again is added. */
const UNSPOKEN_PAUSE_SECONDS = 20;
const LONGEST_PAUSE_SECONDS = 24 * 60 * 60;

/** Seconds to leave a provider alone that asked us to slow down. */
export function pauseAfter({ retryAfterSeconds }: RateLimited): number {
  return Math.min(
    retryAfterSeconds ?? UNSPOKEN_PAUSE_SECONDS * (1 + Math.random() / 2),
    LONGEST_PAUSE_SECONDS,
  );
}
