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
  ClientAnswer,
  ClientChangeBody,
  ClientListAnswer,
  ClientQuery,
  NewClientBody,
  toClient,
  toClientList,
} from './client.wire';
import { ClientsRepository } from './clients.repository';
import { ClientsService } from './clients.service';

/** Clients: the firm's, so every user reads them. */
@ApiTags('Clients')
@Controller('clients')
export class ClientsController {
  constructor(
    private readonly clients: ClientsService,
    private readonly lists: ClientsRepository,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List clients, oldest first' })
  @ApiOkResponse({ type: ClientListAnswer })
  async list(@Query() { archived, ...page }: ClientQuery): Promise<ClientListAnswer> {
    return toClientList(await this.lists.page(archived && archived === 'true', page));
  }

  @Post()
  @Creates()
  @ApiOperation({
    summary: 'Add a client',
    description: 'Its rate and rounding count where a project has none.',
  })
  @ApiCreatedResponse({ type: ClientAnswer })
  async create(
    @CurrentUser() { userId }: Principal,
    @Body() { name, email = null, ...terms }: NewClientBody,
  ): Promise<ClientAnswer> {
    return toClient(await this.clients.create({ name, email, terms: toTermsChange(terms) }, userId));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Show a client' })
  @ApiOkResponse({ type: ClientAnswer })
  async get(@Param('id', UuidPipe) id: string): Promise<ClientAnswer> {
    return toClient(await this.lists.get(id));
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Change, archive or reopen a client',
    description: 'New terms count for entries that are approved from now on.',
  })
  @ApiOkResponse({ type: ClientAnswer })
  async change(
    @CurrentUser() { userId }: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() { name, email, archived, ...terms }: ClientChangeBody,
  ): Promise<ClientAnswer> {
    const change = { name, email, archived, terms: toTermsChange(terms) };
    return toClient(await this.clients.change(id, change, userId));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a client that nothing refers to', description: 'Archive the others.' })
  @ApiNoContentResponse()
  @ApiProblem(409, 'conflict', 'It has projects, time entries or invoices')
  remove(@CurrentUser() { userId }: Principal, @Param('id', UuidPipe) id: string): Promise<void> {
    return this.clients.remove(id, userId);
  }
}
