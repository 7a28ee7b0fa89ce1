import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { NotFound } from '../../common/errors/problem';
import type { Page, PageQuery } from '../../common/pagination';
import { readPage } from '../../database/keyset';
import { removeUnlessInUse } from '../removal';
import { Client } from './client.entity';

const IN_USE = 'The client has projects, time entries or invoices';

/** Reads, locks and deletes clients. */
@Injectable()
export class ClientsRepository {
  constructor(private readonly manager: EntityManager) {}

  /** A page in the order they were made. @param archived undefined lists both. @throws ValidationFailed */
  page(archived: boolean | undefined, paging: PageQuery): Promise<Page<Client>> {
    const query = this.manager.createQueryBuilder(Client, 'client');
    if (archived !== undefined) query.andWhere(`client.archivedAt IS ${archived ? 'NOT NULL' : 'NULL'}`);
    return readPage(query, paging, 'createdAt');
  }

  /** One client. @throws NotFound */
  async get(id: string): Promise<Client> {
    return (await this.manager.findOneBy(Client, { id })) ?? missing();
  }

  /** One client, held until the transaction ends: nobody else changes or deletes it meanwhile. @throws NotFound */
  async lock(manager: EntityManager, id: string): Promise<Client> {
    const lock = { mode: 'for_no_key_update' } as const;
    return (await manager.findOne(Client, { where: { id }, lock })) ?? missing();
  }

  /** Deletes a client. @throws NotFound, and Conflict while projects, entries or invoices refer to it */
  async delete(manager: EntityManager, id: string): Promise<void> {
    if (!(await removeUnlessInUse(manager, Client, id, IN_USE))) missing();
  }
}

function missing(): never {
  throw new NotFound('The client');
}
