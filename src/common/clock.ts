import { Injectable } from '@nestjs/common';

/** The one source of "now" for business rules, so that tests can move it. Leases use the database's clock instead. */
@Injectable()
export class Clock {
  /** The current instant. */
  now(): Date {
    return new Date();
  }
}
