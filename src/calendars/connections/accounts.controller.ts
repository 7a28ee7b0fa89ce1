import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { PageQuery } from '../../common/pagination';
import { UuidPipe } from '../../common/wire/uuid.pipe';
import { AccountRepository } from './account.repository';
import { AccountListAnswer, toAccount } from './connection.wire';
import { DisconnectionService } from './disconnection.service';

/** The accounts that the caller has connected. */
@ApiTags('Connections')
@Controller('integrations/accounts')
export class AccountsController {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly disconnection: DisconnectionService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Your connected accounts' })
  @ApiOkResponse({ type: AccountListAnswer })
  async list(@CurrentUser() { userId }: Principal, @Query() page: PageQuery): Promise<AccountListAnswer> {
    const { rows, nextCursor } = await this.accounts.list(userId, page);
    return { accounts: rows.map(toAccount), next_cursor: nextCursor };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Disconnect an account: its calendars and events go, time entries stay' })
  @ApiNoContentResponse()
  async disconnect(@CurrentUser() { userId }: Principal, @Param('id', UuidPipe) id: string): Promise<void> {
    await this.disconnection.disconnect(userId, id);
  }
}
