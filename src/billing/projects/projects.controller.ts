import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { Creates } from '../../accounts/idempotency/creates';
import { ApiProblem } from '../../common/errors/api-problem';
import { UuidPipe } from '../../common/wire/uuid.pipe';
import { toTermsChange } from '../terms/terms.wire';
import {
  NewProjectBody,
  ProjectAnswer,
  ProjectChangeBody,
  ProjectListAnswer,
  ProjectQuery,
  toProject,
  toProjectList,
} from './project.wire';
import { ProjectsRepository } from './projects.repository';
import { ProjectsService } from './projects.service';

/** Projects: the firm's, so every user reads them. */
@ApiTags('Projects')
@Controller('projects')
export class ProjectsController {
  constructor(
    private readonly projects: ProjectsService,
    private readonly lists: ProjectsRepository,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List projects, oldest first' })
  @ApiOkResponse({ type: ProjectListAnswer })
  async list(@Query() { archived, client_id, ...page }: ProjectQuery): Promise<ProjectListAnswer> {
    const filter = { archived: archived && archived === 'true', clientId: client_id };
    return toProjectList(await this.lists.page(filter, page));
  }

  @Post()
  @Creates()
  @ApiOperation({
    summary: 'Add a project to a client',
    description: 'A rate or a rounding that it leaves open is that of its client, each for itself.',
  })
  @ApiCreatedResponse({ type: ProjectAnswer })
  @ApiProblem(409, 'conflict', 'The client is archived')
  async create(
    @CurrentUser() { userId }: Principal,
    @Body() { name, client_id: clientId, ...terms }: NewProjectBody,
  ): Promise<ProjectAnswer> {
    const draft = { name, clientId, terms: toTermsChange(terms) };
    return toProject(await this.projects.create(draft, userId));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Show a project' })
  @ApiOkResponse({ type: ProjectAnswer })
  async get(@Param('id', UuidPipe) id: string): Promise<ProjectAnswer> {
    return toProject(await this.lists.get(id));
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Change, archive or reopen a project',
    description: 'New terms count for entries that are approved from now on.',
  })
  @ApiOkResponse({ type: ProjectAnswer })
  async change(
    @CurrentUser() { userId }: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() { name, archived, ...terms }: ProjectChangeBody,
  ): Promise<ProjectAnswer> {
    const change = { name, archived, terms: toTermsChange(terms) };
    return toProject(await this.projects.change(id, change, userId));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a project without entries', description: 'Archive the others.' })
  @ApiNoContentResponse()
  @ApiProblem(409, 'conflict', 'It has time entries')
  remove(@CurrentUser() { userId }: Principal, @Param('id', UuidPipe) id: string): Promise<void> {
    return this.projects.remove(id, userId);
  }
}
