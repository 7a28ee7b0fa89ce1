import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { archivedAt } from '../archive';
import { requireOpenClient } from '../clients/open-client';
import { actAs } from '../history/acting';
import { NO_TERMS, termsAfter, type TermsChange } from '../terms/whole-terms';
import { Project } from './project.entity';
import { ProjectsRepository } from './projects.repository';

/** A new project; terms that it does not name are those of its client. */
export interface ProjectDraft {
  name: string;
  clientId: string;
  terms: TermsChange;
}

/** What may change of a project; an absent field stays as it is. */
export interface ProjectChange {
  name?: string;
  archived?: boolean;
  terms: TermsChange;
}

/** The projects of the firm. */
@Injectable()
export class ProjectsService {
  constructor(
    private readonly manager: EntityManager,
    private readonly projects: ProjectsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @param userId who makes it
   * @throws ValidationFailed for an unknown client and for terms that are not whole, Conflict for an archived client
   */
  create({ terms, ...project }: ProjectDraft, userId: string): Promise<Project> {
    const agreed = termsAfter(NO_TERMS, terms);
    return this.manager.transaction(async (manager) => {
      await actAs(manager, userId);
      await requireOpenClient(manager, project.clientId);
      return manager.save(manager.create(Project, { ...project, ...agreed }));
    });
  }

  /**
   * Approved entries keep the terms that they were approved on.
   * @param userId who changes it
   * @throws NotFound, and ValidationFailed when terms would be left that are not whole
   */
  change(id: string, { name, archived, terms }: ProjectChange, userId: string): Promise<Project> {
    return this.manager.transaction(async (manager) => {
      await actAs(manager, userId);
      const project = await this.projects.lock(manager, id);
      if (name !== undefined) project.name = name;
      Object.assign(project, termsAfter(project, terms));
      project.archivedAt = archivedAt(project.archivedAt, archived, this.clock.now());
      return manager.save(project);
    });
  }

  /** @param userId who removes it @throws NotFound, and Conflict while entries refer to it */
  remove(id: string, userId: string): Promise<void> {
    return this.manager.transaction(async (manager) => {
      await actAs(manager, userId);
      await this.projects.delete(manager, id);
    });
  }
}
