import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { PageQuery, type Page } from '../../common/pagination';
import { Flag, Instant, OneOf, Text, Uuid } from '../../common/wire/fields';
import { TermsAnswer, TermsBody, toTerms } from '../terms/terms.wire';
import type { Project } from './project.entity';

/** What a project is made from. */
@ApiSchema({ name: 'NewProject' })
export class NewProjectBody extends TermsBody {
  @Uuid() client_id!: string;
  @Text({ min: 1, max: 200, example: 'Website' }) name!: string;
}

/** What may change of a project; an absent field stays as it is. Its client never changes: its entries have it too. */
@ApiSchema({ name: 'ProjectChange' })
export class ProjectChangeBody extends TermsBody {
  @Text({ optional: true, min: 1, max: 200 }) name?: string;
  @Flag({ optional: true, description: 'An archived project takes no new entries' }) archived?: boolean;
}

/** Which projects are listed. */
export class ProjectQuery extends PageQuery {
  @OneOf(['true', 'false'], { optional: true, description: 'Only archived ones, or only the others' })
  archived?: 'true' | 'false';
  @Uuid({ optional: true }) client_id?: string;
}

/** A project as the wire shows it. */
@ApiSchema({ name: 'Project' })
export class ProjectAnswer extends TermsAnswer {
  @Uuid({ example: '0199a3c1-6b11-4c55-8f0a-0d8f6a9b2c33' }) id!: string;
  @Uuid({ example: '0199a3c1-58a0-4f0e-9d3c-6a2f4d1b7e10' }) client_id!: string;
  @Text({ max: 200, example: 'Website' }) name!: string;
  @Flag({ example: false }) archived!: boolean;
  @Instant({ example: '2026-03-14T09:30:00.000Z' }) created_at!: Date;
  @Instant({ example: '2026-03-14T09:30:00.000Z' }) updated_at!: Date;
}

/** A page of projects. */
@ApiSchema({ name: 'ProjectList' })
export class ProjectListAnswer {
  @ApiProperty({ type: [ProjectAnswer] }) projects!: ProjectAnswer[];
  @Text({ max: 500, nullable: true, example: null }) next_cursor!: string | null;
}

/** A row as the wire shows it. */
export function toProject(project: Project): ProjectAnswer {
  return {
    id: project.id,
    client_id: project.clientId,
    name: project.name,
    ...toTerms(project),
    archived: project.archivedAt !== null,
    created_at: project.createdAt,
    updated_at: project.updatedAt,
  };
}

/** A page of rows as the wire shows it. */
export function toProjectList({ rows, nextCursor }: Page<Project>): ProjectListAnswer {
  return { projects: rows.map(toProject), next_cursor: nextCursor };
}
