import type { EntityManager } from 'typeorm';

/**
 * Says who makes the changes that follow in this transaction; the audit trail names them. Without it they are the
 * service's own.
 * @param manager of an open transaction: what is said ends with it
 */
export async function actAs(manager: EntityManager, userId: string): Promise<void> {
  await manager.query(`SELECT set_config('billops.actor', $1, true)`, [userId]);
}
