import { Injectable } from '@nestjs/common';

/**
 * The one source of "now" for business rules, so that tests can move it. What processes agree upon among each other
 * (leases, slots, the pause between two refreshes, a provider's Retry-After) goes by the database's `now()`, the only
 * clock that all of them share. A process compares such an instant with its own `Date.now()` only to refuse early or to
 * name a wait: a host whose clock is wrong by some seconds then asks so many seconds too soon or too late. How long it
 * has waited itself, and what other servers have dated (`exp`), it also tells by its own clock.
 */
@Injectable()
export class Clock {
  /** The current instant. */
  now(): Date {
    return new Date();
  }
}
