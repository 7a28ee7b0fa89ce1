import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import type { Page, PageQuery } from '../../common/pagination';
import { readPage } from '../../database/keyset';
import { Client } from './client.entity';

/** Lists clients. */
@Injectable()
export class ClientsRepository {
  constructor(private readonly manager: EntityManager) {}

  /** A page in the order they were made. @param archived undefined lists both. @throws ValidationFailed */
  page(archived: boolean | undefined, paging: PageQuery): Promise<Page<Client>> {
    const query = this.manager.createQueryBuilder(Client, 'client');
    if (archived !== undefined) query.andWhere(`client.archivedAt IS ${archived ? 'NOT NULL' : 'NULL'}`);
    return readPage(query, paging, 'createdAt');
  }
}
