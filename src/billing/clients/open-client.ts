import type { EntityManager } from 'typeorm';
import { Conflict, ValidationFailed } from '../../common/errors/problem';
import { Client } from './client.entity';

export const CLIENT_ARCHIVED = 'The client is archived and takes no new projects and entries.';

/**
 * Checks that a client takes new projects and entries, and keeps it so until the transaction of `manager` ends.
 * @throws ValidationFailed for an unknown client, Conflict for an archived one
 */
export async function requireOpenClient(manager: EntityManager, id: string): Promise<void> {
  const client = await holdClient(manager, id);
  if (client.archivedAt) throw new Conflict(CLIENT_ARCHIVED);
}

/**
 * A client that nobody archives, reopens or deletes until the transaction of `manager` ends.
 * @param pointer where in the request it is named
 * @throws ValidationFailed for an unknown client
 */
export async function holdClient(
  manager: EntityManager,
  id: string,
  pointer = '/client_id',
): Promise<Client> {
  const client = await manager.findOne(Client, { where: { id }, lock: { mode: 'pessimistic_read' } });
  if (!client) throw new ValidationFailed([{ pointer, detail: 'is not a client that exists' }]);
  return client;
}
