import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ValidationFailed } from '../../common/errors/problem';
import { Client } from '../clients/client.entity';
import { CLIENT_ARCHIVED, holdClient } from '../clients/open-client';
import { Project } from '../projects/project.entity';
import { TargetArchived } from './target-archived';

/** Whom an entry is billed to; either may be open until approval. */
export interface BillingTarget {
  projectId: string | null;
  clientId: string | null;
}

/** Where a request names project and client, as JSON pointers: what is wrong with them is said there. */
export interface TargetPointers {
  project: string;
  client: string;
}

/** A target, and the reason why it takes no entries if it is archived. */
interface FoundTarget {
  target: BillingTarget;
  archived?: string;
}

const PROJECT_ARCHIVED = 'The project is archived and takes no new entries.';
const IN_ENTRIES: TargetPointers = { project: '/project_id', client: '/client_id' };

/** Decides whether an entry may go to a project or client. */
@Injectable()
export class BillingTargets {
  /**
   * Checks that both exist, fit together and are not archived; a project brings its client along. Nobody archives or
   * deletes them until the transaction of `manager` ends.
   * @throws ValidationFailed for unknown ids and for a client that is not the project's
   * @throws TargetArchived for archived ones
   */
  async resolve(
    manager: EntityManager,
    wanted: BillingTarget,
    pointers: TargetPointers = IN_ENTRIES,
  ): Promise<BillingTarget> {
    const { target, archived } = await this.find(manager, wanted, pointers);
    if (archived) throw new TargetArchived(archived);
    return target;
  }

  /**
   * As `resolve`, for a default that was set some time ago: if it has been archived since, the entry gets no project and
   * no client.
   * @throws ValidationFailed as `resolve`
   */
  async resolveDefault(manager: EntityManager, wanted: BillingTarget): Promise<BillingTarget> {
    const { target, archived } = await this.find(manager, wanted, IN_ENTRIES);
    return archived ? { projectId: null, clientId: null } : target;
  }

  /**
   * Keeps project and client, if they exist, from being deleted until the transaction of `manager` ends. Call it before you
   * lock rows that refer to them and `resolve` later: a deletion locks the project before what refers to it, and the other
   * order could end in a deadlock.
   */
  async hold(manager: EntityManager, { projectId, clientId }: Partial<BillingTarget>): Promise<void> {
    const lock = { mode: 'pessimistic_read' } as const;
    if (projectId) await manager.findOne(Project, { where: { id: projectId }, lock });
    if (clientId) await manager.findOne(Client, { where: { id: clientId }, lock });
  }

  private async find(
    manager: EntityManager,
    { projectId, clientId }: BillingTarget,
    pointers: TargetPointers,
  ): Promise<FoundTarget> {
    if (projectId === null) {
      const client = clientId === null ? null : await holdClient(manager, clientId, pointers.client);
      return { target: { projectId, clientId }, archived: client?.archivedAt ? CLIENT_ARCHIVED : undefined };
    }
    const project = await manager.findOne(Project, {
      where: { id: projectId },
      lock: { mode: 'pessimistic_read' },
    });
    if (!project) throw ValidationFailed.at(pointers.project, 'is not a project that exists');
    if (clientId !== null && clientId !== project.clientId) {
      throw ValidationFailed.at(pointers.client, 'is not the client of the project');
    }
    const target = { projectId: project.id, clientId: project.clientId };
    if (project.archivedAt) return { target, archived: PROJECT_ARCHIVED };
    const { archivedAt } = await holdClient(manager, project.clientId, pointers.client);
    return { target, archived: archivedAt ? CLIENT_ARCHIVED : undefined };
  }
}
