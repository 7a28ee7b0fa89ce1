import { Injectable } from '@nestjs/common';
import { EntityManager, IsNull } from 'typeorm';
import { Client } from '../../../billing/clients/client.entity';
import { Project } from '../../../billing/projects/project.entity';
import type { Catalogue } from '../../time-command/resolve-targets';

/** Reads what time may be logged for. */
@Injectable()
export class CatalogueRepository {
  constructor(private readonly manager: EntityManager) {}

  /** All open projects of open clients by name, and open clients by name. Ids work as codes: buttons use them. */
  async read(): Promise<Catalogue> {
    const [projects, clients] = await Promise.all([
      this.manager.find(Project, {
        select: { id: true, clientId: true, name: true },
        where: { archivedAt: IsNull(), client: { archivedAt: IsNull() } },
        order: { name: 'ASC', client: { name: 'ASC' }, id: 'ASC' },
      }),
      this.manager.find(Client, {
        select: { id: true, name: true },
        where: { archivedAt: IsNull() },
        order: { name: 'ASC', id: 'ASC' },
      }),
    ]);
    return {
      projects: projects.map(({ id, clientId, name }) => ({ id, clientId, name, code: id })),
      clients: clients.map(({ id, name }) => ({ id, name, code: id })),
    };
  }
}
