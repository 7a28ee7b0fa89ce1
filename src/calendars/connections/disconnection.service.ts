import { Injectable, Logger } from '@nestjs/common';
import { Problem } from '../../common/errors/problem';
import { ProviderRegistry } from '../provider/provider-registry';
import { AccountRepository } from './account.repository';
import type { UserOAuthAccount } from './oauth-account.entity';

/** Ends connections. */
@Injectable()
export class DisconnectionService {
  private readonly logger = new Logger('OAuth');

  constructor(
    private readonly accounts: AccountRepository,
    private readonly providers: ProviderRegistry,
  ) {}

  /**
   * Destroys the tokens, the account's calendars and their events; time entries stay. The grant is then withdrawn at
   * the provider, unless another user holds the same account: that would end theirs as well.
   * @throws NotFound
   */
  async disconnect(userId: string, accountId: string): Promise<void> {
    const account = await this.accounts.owned(userId, accountId);
    const isLast = await this.accounts.remove(account);
    this.logger.log({ provider: account.provider, userId, accountId, isLast }, 'account disconnected');
    if (isLast) await this.revoke(account);
  }

  /**
   * Best effort: the connection is gone here whatever the provider says, and a dead grant, an unreadable token or a
   * provider that is away must not bring it back.
   */
  private async revoke(account: UserOAuthAccount): Promise<void> {
    try {
      const refreshToken = this.accounts.refreshToken(account);
      if (refreshToken !== undefined) await this.providers.get(account.provider).revoke(refreshToken);
    } catch (error) {
      const facts = { provider: account.provider, accountId: account.id };
      if (error instanceof Problem) this.logger.warn({ ...facts, code: error.code }, 'grant not withdrawn');
      else this.logger.error({ ...facts, code: 'internal_error', err: error }, 'grant not withdrawn');
    }
  }
}
