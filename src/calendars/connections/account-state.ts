import { RateLimited, ReauthorizationRequired } from '../provider/provider-errors';
import type { UserOAuthAccount } from './oauth-account.entity';

/** A pause that is on record already: it runs on and does not begin anew. */
export class StillThrottled extends RateLimited {}

type AccountState = Pick<UserOAuthAccount, 'status' | 'statusDetail' | 'throttledUntil'>;

/**
 * Refuses what the provider would refuse anyway, before it is asked.
 * @throws ReauthorizationRequired, StillThrottled while the provider's Retry-After runs
 */
export function assertUsable({ status, statusDetail, throttledUntil }: AccountState): void {
  if (status === 'needs_reauth') throw new ReauthorizationRequired(statusDetail ?? undefined);
  const pause = throttledUntil === null ? 0 : throttledUntil.getTime() - Date.now();
  if (pause > 0) throw new StillThrottled(pause / 1000);
}
