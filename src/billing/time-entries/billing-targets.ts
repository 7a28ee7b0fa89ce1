import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Conflict, ValidationFailed } from '../../common/errors/problem';
import { Client } from '../clients/client.entity';
import { Project } from '../projects/project.entity';

/** Whom an entry is billed to; either may be open until approval. */
export interface BillingTarget {
  projectId: string | null;
  clientId: string | null;
}

/** Decides whether an entry may go to a project or client. */
@Injectable()
export class BillingTargets {
  /**
   * Checks that both exist, fit together and are not archived; a project brings its client along. They stay as they
   * are until the transaction of `manager` ends, so that nobody archives or deletes them in between.
   * @throws ValidationFailed for unknown ids and for a client that is not the project's
   * @throws Conflict for archived ones
   */
  async resolve(manager: EntityManager, { projectId, clientId }: BillingTarget): Promise<BillingTarget> {
    if (projectId === null) {
      if (clientId !== null) await this.requireOpenClient(manager, clientId);
      return { projectId, clientId };
    }
    const project = await manager.findOne(Project, {
      where: { id: projectId },
      lock: { mode: 'pessimistic_read' },
    });
    if (!project) throw unknown('/project_id', 'project');
    if (clientId !== null && clientId.toLowerCase() !== project.clientId) {
      throw new ValidationFailed([{ pointer: '/client_id', detail: 'is not the client of the project' }]);
    }
    if (project.archivedAt) throw new Conflict('The project is archived and takes no new entries.');
    await this.requireOpenClient(manager, project.clientId);
    return { projectId: project.id, clientId: project.clientId };
  }

  /** @throws ValidationFailed for an unknown client, Conflict for an archived one */
  async requireOpenClient(manager: EntityManager, id: string): Promise<void> {
    const client = await manager.findOne(Client, { where: { id }, lock: { mode: 'pessimistic_read' } });
    if (!client) throw unknown('/client_id', 'client');
    if (client.archivedAt) throw new Conflict('The client is archived and takes nothing new.');
  }
}

function unknown(pointer: string, what: string): ValidationFailed {
  return new ValidationFailed([{ pointer, detail: `is not a ${what} that exists` }]);
}
