import { backoff } from '../../common/queue/settings.queue';
import type { Delivery } from '../channel/notification-channel';

/** How often a message is tried; with pauses that double from 3 seconds the last attempt comes after more than an hour. */
export const MAX_ATTEMPTS = 12;

/** An older message is no news any more, and is not sent. */
export const STALE_AFTER_MS = 24 * 60 * 60 * 1000;

/** What becomes of the row of a message. */
export type Verdict =
  | { status: 'sent'; receipt: Record<string, string> }
  | { status: 'waiting'; reason: string; notBefore: Date }
  | { status: 'skipped' | 'failed' | 'unconfirmed'; reason: string };

/** What follows from the answer of a channel. @param attempt the number of this attempt, from 1 */
export function verdictOn(delivery: Delivery, attempt: number, now: Date): Verdict {
  switch (delivery.outcome) {
    case 'sent':
      return { status: 'sent', receipt: delivery.receipt };
    case 'unreachable':
      return { status: 'skipped', reason: delivery.reason };
    case 'refused':
      return { status: 'failed', reason: delivery.reason };
    case 'unknown':
      return { status: 'unconfirmed', reason: delivery.reason };
    case 'later': {
      const { reason, retryAfterSeconds } = delivery;
      if (attempt >= MAX_ATTEMPTS) return { status: 'failed', reason: `Tried ${attempt} times: ${reason}` };
      const pause = retryAfterSeconds === undefined ? backoff(attempt) : pauseOf(retryAfterSeconds);
      return { status: 'waiting', reason, notBefore: new Date(now.getTime() + pause) };
    }
  }
}

/** After a day there is nothing left to tell. */
function pauseOf(seconds: number): number {
  return Math.min(Math.max(seconds, 1) * 1000, STALE_AFTER_MS);
}
