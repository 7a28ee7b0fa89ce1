import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Creates } from '../../accounts/idempotency/creates';
import { ApiProblem } from '../../common/errors/api-problem';
import { UuidPipe } from '../../common/wire/uuid.pipe';
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
  @ApiOperation({ summary: 'Add a project to a client' })
  @ApiCreatedResponse({ type: ProjectAnswer })
  @ApiProblem(409, 'conflict', 'The client is archived')
  async create(@Body() body: NewProjectBody): Promise<ProjectAnswer> {
    const { name, client_id: clientId, hourly_rate: hourlyRate = null, currency = null } = body;
    return toProject(await this.projects.create({ name, clientId, hourlyRate, currency }));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Show a project' })
  @ApiOkResponse({ type: ProjectAnswer })
  async get(@Param('id', UuidPipe) id: string): Promise<ProjectAnswer> {
    return toProject(await this.projects.get(id));
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Change, archive or reopen a project',
    description: 'A new rate counts for entries that are approved from now on.',
  })
  @ApiOkResponse({ type: ProjectAnswer })
  async change(
    @Param('id', UuidPipe) id: string,
    @Body() { hourly_rate: hourlyRate, ...change }: ProjectChangeBody,
  ): Promise<ProjectAnswer> {
    return toProject(await this.projects.change(id, { ...change, hourlyRate }));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a project without entries', description: 'Archive the others.' })
  @ApiNoContentResponse()
  @ApiProblem(409, 'conflict', 'It has time entries')
  remove(@Param('id', UuidPipe) id: string): Promise<void> {
    return this.projects.remove(id);
  }
}
