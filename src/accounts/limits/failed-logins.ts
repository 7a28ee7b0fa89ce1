import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Counter } from './counter';
import { LimitStore } from './limit-store';

/** Ten failed logins for one account from one address in 15 minutes; then not even the right password helps. */
@Injectable()
export class FailedLogins {
  private readonly failures: Counter;

  constructor(private readonly store: LimitStore) {
    this.failures = new Counter(store, { name: 'failed-logins', times: 10, seconds: 15 * 60 });
  }

  /** @throws RateLimitExceeded */
  async refuseAfterTooMany(email: string, address: string): Promise<void> {
    if (this.store.enabled) await this.failures.check(keyOf(email, address));
  }

  /** Counts a failure. @throws RateLimitExceeded when others used up the ten in the meantime */
  async count(email: string, address: string): Promise<void> {
    if (this.store.enabled) await this.failures.hit(keyOf(email, address));
  }
}

/** Hashed, so that Redis holds nobody's e-mail address. */
function keyOf(email: string, address: string): string {
  return createHash('sha256').update(`${email}\n${address}`).digest('base64url');
}
