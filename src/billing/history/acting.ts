import type { EntityManager } from 'typeorm';

/**
 * Names who makes the changes that follow in this transaction, for the audit trail. Without it the trail has no actor: the
 * service itself made them.
 * @param manager of an open transaction: the name is forgotten when it ends
 */
export async function actAs(manager: EntityManager, userId: string): Promise<void> {
  await manager.query(`SELECT set_config('billops.actor', $1, true)`, [userId]);
}
