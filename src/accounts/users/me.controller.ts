import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../common/errors/api-problem';
import { CurrentUser, type Principal } from '../guard/principal';
import { UserRepository } from './user.repository';
import { MeChangeBody, toUserAnswer, UserAnswer } from './user.wire';

/** The account of who asks. */
@ApiTags('Auth')
@ApiProblem(401, 'unauthenticated')
@Controller('auth/me')
export class MeController {
  constructor(private readonly users: UserRepository) {}

  @Get()
  @ApiOperation({ summary: 'Who am I?' })
  @ApiOkResponse({ type: UserAnswer })
  async show(@CurrentUser() me: Principal): Promise<UserAnswer> {
    return toUserAnswer(await this.users.get(me.userId));
  }

  @Patch()
  @ApiOperation({ summary: 'Change my name or time zone' })
  @ApiOkResponse({ type: UserAnswer })
  async change(@CurrentUser() me: Principal, @Body() changes: MeChangeBody): Promise<UserAnswer> {
    return toUserAnswer(await this.users.update(me.userId, changes));
  }
}
