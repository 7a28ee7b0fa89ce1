import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { NotFound, ValidationFailed } from '../../common/errors/problem';
import { archivedAt } from '../archive';
import { requireOpenClient } from '../clients/open-client';
import { removeUnlessInUse } from '../removal';
import { Project } from './project.entity';

/** The price of an hour in minor units of an ISO 4217 currency; both or neither. */
export interface Rate {
  hourlyRate: number | null;
  currency: string | null;
}

/** What may change of a project; an absent field stays as it is. */
export interface ProjectChange extends Partial<Rate> {
  name?: string;
  archived?: boolean;
}

/** The projects of the firm. */
@Injectable()
export class ProjectsService {
  constructor(
    private readonly manager: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async get(id: string): Promise<Project> {
    const project = await this.manager.findOneBy(Project, { id });
    if (!project) throw new NotFound('The project');
    return project;
  }

  /** @throws ValidationFailed for an unknown client or half a rate, Conflict for an archived client */
  create(project: Rate & { name: string; clientId: string }): Promise<Project> {
    requireWholeRate(project);
    return this.manager.transaction(async (manager) => {
      await requireOpenClient(manager, project.clientId);
      return manager.save(manager.create(Project, project));
    });
  }

  /** @throws NotFound, and ValidationFailed when half a rate would be left */
  change(id: string, { name, hourlyRate, currency, archived }: ProjectChange): Promise<Project> {
    return this.manager.transaction(async (manager) => {
      const project = await manager.findOne(Project, { where: { id }, lock: { mode: 'for_no_key_update' } });
      if (!project) throw new NotFound('The project');
      if (name !== undefined) project.name = name;
      if (hourlyRate !== undefined) project.hourlyRate = hourlyRate;
      if (currency !== undefined) project.currency = currency;
      requireWholeRate(project);
      project.archivedAt = archivedAt(project.archivedAt, archived, this.clock.now());
      return manager.save(project);
    });
  }

  /** @throws NotFound, and Conflict while entries refer to it */
  async remove(id: string): Promise<void> {
    const removed = await removeUnlessInUse(this.manager, Project, id, 'The project has time entries');
    if (!removed) throw new NotFound('The project');
  }
}

function requireWholeRate({ hourlyRate, currency }: Rate): void {
  if ((hourlyRate === null) === (currency === null)) return;
  const [pointer, other] = hourlyRate === null ? ['/hourly_rate', 'currency'] : ['/currency', 'hourly_rate'];
  throw new ValidationFailed([{ pointer, detail: `is needed beside ${other}: give both or neither` }]);
}
