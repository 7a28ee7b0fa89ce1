import { Injectable } from '@nestjs/common';
import type { Access } from '../provider/calendar-provider';
import { AccessTokenRejected, RateLimited, ReauthorizationRequired } from '../provider/provider-errors';
import { type AccessToken, AccessTokens } from './access-tokens';
import { AccountRepository } from './account.repository';
import { StillThrottled } from './account-state';
import type { UserOAuthAccount } from './oauth-account.entity';
import { pauseAfter } from './patience';

/** Gives tokens to work on an account's data, and draws the conclusions that concern the account as a whole. */
@Injectable()
export class AccountAccess {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly accounts: AccountRepository,
  ) {}

  /**
   * Runs `work` with access to the account. When the provider refuses the token, `work` is called once more with a
   * new one; refused again, or without the scope that it needs, the account needs consent.
   * @throws what `work` throws, and what `AccessTokens.get` throws
   */
  async use<T>(account: UserOAuthAccount, work: (access: Access) => Promise<T>): Promise<T> {
    return this.concluding(account, new AccountTokens(this.tokens, account), work);
  }

  /**
   * Renews the account's token if it is stale, before the work itself takes anything scarce.
   * @returns whether it was stale: then the account has to be read again
   * @throws what `AccessTokens.get` throws
   */
  async freshen(account: UserOAuthAccount): Promise<boolean> {
    const access = new AccountTokens(this.tokens, account);
    await this.concluding(account, access, () => access.token());
    return access.fence !== account.refreshFence;
  }

  /**
   * Renews the account's token ahead of its end.
   * @returns false when that was not needed any more
   * @throws what `AccessTokens.renew` throws
   */
  async renew(account: UserOAuthAccount): Promise<boolean> {
    return this.concluding(account, new AccountTokens(this.tokens, account), () =>
      this.tokens.renew(account),
    );
  }

  private async concluding<T>(
    account: UserOAuthAccount,
    access: AccountTokens,
    work: (access: Access) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.withSecondToken(access, work);
    } catch (error) {
      const isNews = error instanceof RateLimited && !(error instanceof StillThrottled);
      if (isNews) throw await this.throttle(account.id, error);
      if (error instanceof ReauthorizationRequired) {
        await this.accounts.condemn(account.id, access.fence, error.detail);
      }
      throw error;
    }
  }

  private async withSecondToken<T>(access: AccountTokens, work: (access: Access) => Promise<T>): Promise<T> {
    try {
      return await work(access);
    } catch (error) {
      if (!(error instanceof AccessTokenRejected)) throw error;
      access.reject();
    }
    try {
      return await work(access);
    } catch (error) {
      // A token fresh from the provider was refused as well: the grant does not cover this account's data any more.
      throw error instanceof AccessTokenRejected ? new ReauthorizationRequired() : error;
    }
  }

  private async throttle(id: string, error: RateLimited): Promise<RateLimited> {
    const pause = pauseAfter(error);
    await this.accounts.throttle(id, pause);
    return new RateLimited(pause);
  }
}

/** Tokens for one piece of work: asked for anew only when the last one is stale or was refused. */
class AccountTokens implements Access {
  /** The account's fence when the last token was given. */
  fence: number;
  private current?: AccessToken;
  private refused?: string;

  constructor(
    private readonly tokens: AccessTokens,
    private readonly account: UserOAuthAccount,
  ) {
    this.fence = account.refreshFence;
  }

  async token(): Promise<string> {
    if (this.current && this.current.staleAt > Date.now()) await this.tokens.confirm(this.account);
    else this.current = await this.tokens.get(this.account, this.refused);
    this.fence = this.current.fence;
    return this.current.value;
  }

  /** The token given last was refused. */
  reject(): void {
    this.refused = this.current?.value;
    this.current = undefined;
  }
}
