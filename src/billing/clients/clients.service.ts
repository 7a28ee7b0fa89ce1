import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { NotFound } from '../../common/errors/problem';
import { archivedAt } from '../archive';
import { removeUnlessInUse } from '../removal';
import { Client } from './client.entity';

/** What may change of a client; an absent field stays as it is. */
export interface ClientChange {
  name?: string;
  email?: string | null;
  archived?: boolean;
}

/** The clients of the firm. */
@Injectable()
export class ClientsService {
  constructor(
    private readonly manager: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async get(id: string): Promise<Client> {
    const client = await this.manager.findOneBy(Client, { id });
    if (!client) throw new NotFound('The client');
    return client;
  }

  create(client: { name: string; email: string | null }): Promise<Client> {
    return this.manager.save(this.manager.create(Client, client));
  }

  /** Entries that exist keep an archived client. @throws NotFound */
  change(id: string, { name, email, archived }: ClientChange): Promise<Client> {
    return this.manager.transaction(async (manager) => {
      const client = await manager.findOne(Client, { where: { id }, lock: { mode: 'for_no_key_update' } });
      if (!client) throw new NotFound('The client');
      if (name !== undefined) client.name = name;
      if (email !== undefined) client.email = email;
      client.archivedAt = archivedAt(client.archivedAt, archived, this.clock.now());
      return manager.save(client);
    });
  }

  /** @throws NotFound, and Conflict while projects or entries refer to it */
  async remove(id: string): Promise<void> {
    const removed = await removeUnlessInUse(
      this.manager,
      Client,
      id,
      'The client has projects or time entries',
    );
    if (!removed) throw new NotFound('The client');
  }
}
