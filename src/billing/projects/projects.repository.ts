import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { NotFound } from '../../common/errors/problem';
import type { Page, PageQuery } from '../../common/pagination';
import { readPage } from '../../database/keyset';
import { removeUnlessInUse } from '../removal';
import { Project } from './project.entity';

/** Which projects are listed; an absent filter lists all. */
export interface ProjectFilter {
  archived?: boolean;
  clientId?: string;
}

const IN_USE = 'The project has time entries';

/** Reads, locks and deletes projects. */
@Injectable()
export class ProjectsRepository {
  constructor(private readonly manager: EntityManager) {}

  /** A page in the order they were made. @throws ValidationFailed */
  page({ archived, clientId }: ProjectFilter, paging: PageQuery): Promise<Page<Project>> {
    const query = this.manager.createQueryBuilder(Project, 'project');
    if (archived !== undefined) query.andWhere(`project.archivedAt IS ${archived ? 'NOT NULL' : 'NULL'}`);
    if (clientId !== undefined) query.andWhere('project.clientId = :clientId', { clientId });
    return readPage(query, paging, 'createdAt');
  }

  /** One project. @throws NotFound */
  async get(id: string): Promise<Project> {
    return (await this.manager.findOneBy(Project, { id })) ?? missing();
  }

  /** One project, held until the transaction ends: nobody else changes or deletes it meanwhile. @throws NotFound */
  async lock(manager: EntityManager, id: string): Promise<Project> {
    const lock = { mode: 'for_no_key_update' } as const;
    return (await manager.findOne(Project, { where: { id }, lock })) ?? missing();
  }

  /** Deletes a project. @throws NotFound, and Conflict while entries refer to it */
  async delete(manager: EntityManager, id: string): Promise<void> {
    if (!(await removeUnlessInUse(manager, Project, id, IN_USE))) missing();
  }
}

function missing(): never {
  throw new NotFound('The project');
}
