import type { EntityManager } from 'typeorm';
import { Conflict, ValidationFailed } from '../../common/errors/problem';
import { Client } from './client.entity';

/**
 * Checks that a client takes new projects and entries, and keeps it so until the transaction of `manager` ends.
 * @throws ValidationFailed for an unknown client, Conflict for an archived one
 */
export async function requireOpenClient(manager: EntityManager, id: string): Promise<void> {
  const client = await manager.findOne(Client, { where: { id }, lock: { mode: 'pessimistic_read' } });
  if (!client) throw new ValidationFailed([{ pointer: '/client_id', detail: 'is not a client that exists' }]);
  if (client.archivedAt) throw new Conflict('The client is archived and takes no new projects and entries.');
}
