import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { PageQuery, type Page } from '../../common/pagination';
import { Currency, Flag, Instant, OneOf, Text, Uuid, WholeNumber } from '../../common/wire/fields';
import type { Project } from './project.entity';

const RATE = { min: 0, max: 2_147_483_647, nullable: true, example: 12_000 } as const;
const RATE_WORDS = 'Minor units of `currency` for an hour; both or neither';

/** What a project is made from. */
@ApiSchema({ name: 'NewProject' })
export class NewProjectBody {
  @Uuid() client_id!: string;
  @Text({ min: 1, max: 200, example: 'Website' }) name!: string;
  @WholeNumber({ ...RATE, optional: true, description: RATE_WORDS }) hourly_rate?: number | null;
  @Currency({ optional: true, nullable: true }) currency?: string | null;
}

/** What may change of a project; an absent field stays as it is. Its client never changes: its entries have it too. */
@ApiSchema({ name: 'ProjectChange' })
export class ProjectChangeBody {
  @Text({ optional: true, min: 1, max: 200 }) name?: string;
  @WholeNumber({ ...RATE, optional: true, description: RATE_WORDS }) hourly_rate?: number | null;
  @Currency({ optional: true, nullable: true }) currency?: string | null;
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
export class ProjectAnswer {
  @Uuid({ example: '0199a3c1-6b11-4c55-8f0a-0d8f6a9b2c33' }) id!: string;
  @Uuid({ example: '0199a3c1-58a0-4f0e-9d3c-6a2f4d1b7e10' }) client_id!: string;
  @Text({ max: 200, example: 'Website' }) name!: string;
  @WholeNumber({ ...RATE, description: RATE_WORDS }) hourly_rate!: number | null;
  @Currency({ nullable: true }) currency!: string | null;
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
    hourly_rate: project.hourlyRate,
    currency: project.currency,
    archived: project.archivedAt !== null,
    created_at: project.createdAt,
    updated_at: project.updatedAt,
  };
}

/** A page of rows as the wire shows it. */
export function toProjectList({ rows, nextCursor }: Page<Project>): ProjectListAnswer {
  return { projects: rows.map(toProject), next_cursor: nextCursor };
}
