import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Conflict, ValidationFailed } from '../../common/errors/problem';
import { requireOpenClient } from '../clients/open-client';
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
      if (clientId !== null) await requireOpenClient(manager, clientId);
      return { projectId, clientId };
    }
    const project = await manager.findOne(Project, {
      where: { id: projectId },
      lock: { mode: 'pessimistic_read' },
    });
    if (!project) throw invalid('/project_id', 'is not a project that exists');
    if (clientId !== null && clientId.toLowerCase() !== project.clientId) {
      throw invalid('/client_id', 'is not the client of the project');
    }
    if (project.archivedAt) throw new Conflict('The project is archived and takes no new entries.');
    await requireOpenClient(manager, project.clientId);
    return { projectId: project.id, clientId: project.clientId };
  }
}

function invalid(pointer: string, detail: string): ValidationFailed {
  return new ValidationFailed([{ pointer, detail }]);
}
