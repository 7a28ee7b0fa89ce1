import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { RequestSlot, SLOTS_PER_ACCOUNT } from './request-slot.entity';

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

/** An errand does not renew its slot, so it gets as long as a token request and a data request may take together. */
const TAKE = `
WITH free AS (${FREE_SLOT})
UPDATE request_slots SET holder = $3, lease_expires_at = now() + interval '60 seconds'
FROM free WHERE (request_slots.issuer, request_slots.subject, request_slots.number) = (free.issuer, free.subject, free.number)
RETURNING request_slots.number`;

/** The rows of `request_slots`. */
@Injectable()
export class RequestSlotRepository {
  constructor(private readonly database: DataSource) {}

  /** Makes the slots of an account that is connected; harmless when they are there. */
  async prepare(
    { issuer, subject }: ProviderIdentity,
    manager: EntityManager = this.database.manager,
  ): Promise<void> {
    await manager.query(PREPARE, [issuer, subject]);
  }

  /** Locks the slots until the transaction ends. Slots are locked before calendars, as runs do. */
  async lock({ issuer, subject }: ProviderIdentity, manager: EntityManager): Promise<void> {
    await manager.find(RequestSlot, {
      where: { issuer, subject },
      order: { number: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Removes the slots of an account that nobody is connected to any more. */
  async remove({ issuer, subject }: ProviderIdentity, manager: EntityManager): Promise<void> {
    await manager.delete(RequestSlot, { issuer, subject });
  }

  /** Takes a free slot for `holder`. @returns false when there is none */
  async take({ issuer, subject }: ProviderIdentity, holder: string): Promise<boolean> {
    const [rows] = await this.database.query<[unknown[], number]>(TAKE, [issuer, subject, holder]);
    return rows.length > 0;
  }

  /** Gives back what `holder` took. */
  async release(holder: string): Promise<void> {
    await this.database.manager.update(RequestSlot, { holder }, { holder: null, leaseExpiresAt: null });
  }
}
