import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Access } from '../provider/calendar-provider';
import { AccessTokenRejected, RateLimited, ReauthorizationRequired } from '../provider/provider-errors';
import { type AccessToken, AccessTokens } from './access-tokens';
import { UserOAuthAccount } from './oauth-account.entity';

/** Patience (seconds) when a provider throttles and does not say for how long; up to half as much again is added. */
const UNSPOKEN_PAUSE = 20;
const LONGEST_PAUSE = 24 * 60 * 60;

/** Work on an account's data: gives it tokens, and draws the conclusions that concern the account as a whole. */
@Injectable()
export class AccountAccess {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly database: DataSource,
  ) {}

  /**
   * Runs `work` with access to the account. When the provider refuses the token, `work` is called once more with a
   * new one; refused again, the account needs consent.
   * @throws what `work` throws, and what `AccessTokens.get` throws
   */
  async use<T>(account: UserOAuthAccount, work: (access: Access) => Promise<T>): Promise<T> {
    const access = new AccountTokens(this.tokens, account);
    try {
      return await this.withSecondToken(account, access, work);
    } catch (error) {
      if (error instanceof RateLimited) throw await this.throttle(account.id, error);
      throw error;
    }
  }

  private async withSecondToken<T>(
    account: UserOAuthAccount,
    access: AccountTokens,
    work: (access: Access) => Promise<T>,
  ): Promise<T> {
    try {
      return await work(access);
    } catch (error) {
      if (!(error instanceof AccessTokenRejected)) throw error;
      access.reject();
    }
    try {
      return await work(access);
    } catch (error) {
      if (!(error instanceof AccessTokenRejected)) throw error;
      throw await this.condemn(account.id);
    }
  }

  /** A token fresh from the provider was refused as well: the grant does not cover this account's data any more. */
  private async condemn(id: string): Promise<ReauthorizationRequired> {
    const verdict = new ReauthorizationRequired();
    const change = { status: 'needs_reauth', statusDetail: verdict.detail } as const;
    await this.database.manager.update(UserOAuthAccount, { id }, change);
    return verdict;
  }

  /** Keeps everybody from the account until the provider's pause is over. */
  private async throttle(id: string, { retryAfterSeconds }: RateLimited): Promise<RateLimited> {
    const pause = Math.min(retryAfterSeconds ?? UNSPOKEN_PAUSE * (1 + Math.random() / 2), LONGEST_PAUSE);
    await this.database.query(
      `UPDATE user_oauth_accounts SET throttled_until = greatest(throttled_until, now() + $2 * interval '1 second') WHERE id = $1`,
      [id, pause],
    );
    return new RateLimited(pause);
  }
}

/** Tokens for one piece of work: asked for anew only when the last one is stale or was refused. */
class AccountTokens implements Access {
  private current?: AccessToken;
  private refused?: string;

  constructor(
    private readonly tokens: AccessTokens,
    private readonly account: UserOAuthAccount,
  ) {}

  async token(): Promise<string> {
    if (!this.current || this.current.staleAt <= Date.now()) {
      this.current = await this.tokens.get(this.account, this.refused);
    }
    return this.current.value;
  }

  /** The token given last was refused. */
  reject(): void {
    this.refused = this.current?.value;
    this.current = undefined;
  }
}
