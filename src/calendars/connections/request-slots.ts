import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type EntityManager } from 'typeorm';
import { Unavailable } from '../../common/errors/problem';
import { RequestSlot, SLOTS_PER_ACCOUNT } from './request-slot.entity';

/** How long an errand waits for a slot, in milliseconds, and how often it looks. */
export const SLOT_PATIENCE = 10_000;
export const SLOT_POLL = 200;

/** An account at its provider. */
export interface ProviderIdentity {
  issuer: string;
  subject: string;
}

const PREPARE = `
INSERT INTO request_slots (issuer, subject, number) SELECT $1, $2, generate_series(1, ${SLOTS_PER_ACCOUNT})
ON CONFLICT DO NOTHING`;

/** A slot that nobody holds, or whose holder gave no sign of life for too long. */
export const FREE_SLOT = `
SELECT issuer, subject, number FROM request_slots
WHERE issuer = $1 AND subject = $2 AND (lease_expires_at IS NULL OR lease_expires_at <= now())
ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED`;

/** An errand gives no sign of life, so it gets longer: a token request and a data request with their deadlines. */
const TAKE = `
WITH free AS (${FREE_SLOT})
UPDATE request_slots SET holder = $3, lease_expires_at = now() + interval '60 seconds'
FROM free WHERE (request_slots.issuer, request_slots.subject, request_slots.number) = (free.issuer, free.subject, free.number)
RETURNING request_slots.number`;

/** Keeps all of our processes together within what a provider lets one account ask at a time. */
@Injectable()
export class RequestSlots {
  constructor(private readonly database: DataSource) {}

  /** Makes the slots of an account that is connected; harmless when they are there. */
  async prepare(
    { issuer, subject }: ProviderIdentity,
    manager: EntityManager = this.database.manager,
  ): Promise<void> {
    await manager.query(PREPARE, [issuer, subject]);
  }

  /** Holds the slots until the transaction ends: whoever locks slots and calendars takes the slots first, as runs do. */
  async lock({ issuer, subject }: ProviderIdentity, manager: EntityManager): Promise<void> {
    await manager.find(RequestSlot, {
      where: { issuer, subject },
      order: { number: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Nobody is connected to the account any more. */
  async remove({ issuer, subject }: ProviderIdentity, manager: EntityManager): Promise<void> {
    await manager.delete(RequestSlot, { issuer, subject });
  }

  /**
   * Runs an errand of a few requests, one after the other, in a slot of its own.
   * @throws Unavailable when there was none for 10 seconds, and what `errand` throws
   */
  async within<T>(identity: ProviderIdentity, errand: () => Promise<T>): Promise<T> {
    const holder = randomUUID();
    for (
      const giveUpAt = Date.now() + SLOT_PATIENCE;
      !(await this.take(identity, holder));
      await sleep(SLOT_POLL)
    ) {
      if (Date.now() > giveUpAt)
        throw new Unavailable('The provider is being asked about this account already.');
    }
    try {
      return await errand();
    } finally {
      await this.database.manager.update(RequestSlot, { holder }, { holder: null, leaseExpiresAt: null });
    }
  }

  private async take({ issuer, subject }: ProviderIdentity, holder: string): Promise<boolean> {
    const [rows] = await this.database.query<[unknown[], number]>(TAKE, [issuer, subject, holder]);
    return rows.length > 0;
  }
}
