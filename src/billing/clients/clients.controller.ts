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
  @ApiOperation({ summary: 'Add a client' })
  @ApiCreatedResponse({ type: ClientAnswer })
  async create(@Body() { name, email = null }: NewClientBody): Promise<ClientAnswer> {
    return toClient(await this.clients.create({ name, email }));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Show a client' })
  @ApiOkResponse({ type: ClientAnswer })
  async get(@Param('id', UuidPipe) id: string): Promise<ClientAnswer> {
    return toClient(await this.clients.get(id));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change, archive or reopen a client' })
  @ApiOkResponse({ type: ClientAnswer })
  async change(@Param('id', UuidPipe) id: string, @Body() change: ClientChangeBody): Promise<ClientAnswer> {
    return toClient(await this.clients.change(id, change));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a client that nothing refers to', description: 'Archive the others.' })
  @ApiNoContentResponse()
  @ApiProblem(409, 'conflict', 'It has projects or time entries')
  remove(@Param('id', UuidPipe) id: string): Promise<void> {
    return this.clients.remove(id);
  }
}
