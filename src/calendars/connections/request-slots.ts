import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable } from '../../common/errors/problem';
import { type ProviderIdentity, RequestSlotRepository } from './request-slot.repository';

/** How long an errand waits for a slot, and how often it looks. */
export const SLOT_PATIENCE_MS = 10_000;
export const SLOT_POLL_MS = 200;

/** Keeps all processes together within the requests that a provider accepts from one account at a time. */
@Injectable()
export class RequestSlots {
  constructor(private readonly slots: RequestSlotRepository) {}

  /**
   * Runs an errand of a few requests, one after the other, in a slot of its own.
   * @throws Unavailable when there was none for 10 seconds, and what `errand` throws
   */
  async within<T>(identity: ProviderIdentity, errand: () => Promise<T>): Promise<T> {
    const holder = randomUUID();
    for (
      const giveUpAt = Date.now() + SLOT_PATIENCE_MS;
      !(await this.slots.take(identity, holder));
      await sleep(SLOT_POLL_MS)
    ) {
      if (Date.now() > giveUpAt)
        throw new Unavailable('The provider is being asked about this account already.');
    }
    try {
      return await errand();
    } finally {
      await this.slots.release(holder);
    }
  }
}
