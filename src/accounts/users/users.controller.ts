import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../common/errors/api-problem';
import { PageQuery } from '../../common/pagination';
import { Roles } from '../guard/principal';
import { Creates } from '../idempotency/creates';
import { Registration } from './registration';
import { UserRepository } from './user.repository';
import { NewUserBody, toUserAnswer, toUserList, UserAnswer, UserListAnswer } from './user.wire';

/** Everybody’s accounts, for admins. */
@ApiTags('Users')
@Roles('admin')
@Controller('users')
export class UsersController {
  constructor(
    private readonly registration: Registration,
    private readonly users: UserRepository,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List everybody (admin)' })
  @ApiOkResponse({ type: UserListAnswer })
  @ApiProblem(403, 'forbidden')
  async list(@Query() page: PageQuery): Promise<UserListAnswer> {
    return toUserList(await this.users.list(page));
  }

  @Post()
  @Creates()
  @ApiOperation({ summary: 'Add somebody, also where signing up is closed (admin)' })
  @ApiCreatedResponse({ type: UserAnswer })
  @ApiProblem(403, 'forbidden')
  @ApiProblem(409, 'conflict', 'The e-mail is taken')
  async add(@Body() { role = 'member', ...newcomer }: NewUserBody): Promise<UserAnswer> {
    return toUserAnswer(await this.registration.add(newcomer, role));
  }
}
