import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import type { Page, PageQuery } from '../../common/pagination';
import { readPage } from '../../database/keyset';
import { Project } from './project.entity';

/** Which projects are listed; an absent filter lists all. */
export interface ProjectFilter {
  archived?: boolean;
  clientId?: string;
}

/** Lists projects. */
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
}
