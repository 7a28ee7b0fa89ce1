import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Tokens } from '../provider/oauth-connectable';
import { AccountRepository } from './account.repository';
import { UserOAuthAccount } from './oauth-account.entity';

/**
 * At most one token request per account in this time. A lease lives as long, which is longer than the request's
 * deadline.
 */
export const REFRESH_PAUSE_SECONDS = 30;

/** The right to refresh one account's tokens. */
export interface RefreshLease {
  accountId: string;
  fence: number;
}

/** Single-flight refresh across processes: a lease with a fence on the account's row. */
@Injectable()
export class RefreshLeaseRepository {
  constructor(
    private readonly database: DataSource,
    private readonly accounts: AccountRepository,
  ) {}

  /**
   * Takes the lease if the account is still as `seen`, nobody holds it and the pause since the last attempt is over.
   */
  async take(seen: UserOAuthAccount): Promise<RefreshLease | undefined> {
    const [rows] = await this.database.query<[{ fence: number }[], number]>(
      `UPDATE user_oauth_accounts SET refresh_fence = refresh_fence + 1, refresh_attempted_at = now(),
         refresh_lease_expires_at = now() + interval '${REFRESH_PAUSE_SECONDS} seconds'
       WHERE id = $1 AND refresh_fence = $2 AND status = 'active'
         AND (refresh_lease_expires_at IS NULL OR refresh_lease_expires_at <= now())
         AND (refresh_attempted_at IS NULL OR refresh_attempted_at <= now() - interval '${REFRESH_PAUSE_SECONDS} seconds')
       RETURNING refresh_fence AS fence`,
      [seen.id, seen.refreshFence],
    );
    return rows[0] && { accountId: seen.id, fence: rows[0].fence };
  }

  /** Stores what the refresh brought and ends the lease. A lease that was lost to another refresh writes nothing. */
  async succeed({ accountId, fence }: RefreshLease, tokens: Tokens): Promise<void> {
    await this.end({ accountId, fence }, this.accounts.sealed(accountId, tokens));
  }

  /** Ends the lease without new tokens: the next attempt has to wait for the pause. */
  async release(lease: RefreshLease): Promise<void> {
    await this.end(lease, {});
  }

  /** The grant is refused for good: only the user can mend that. */
  async markForReauthorization({ accountId, fence }: RefreshLease, detail: string): Promise<void> {
    await this.accounts.condemn(accountId, fence, detail);
  }

  private async end({ accountId, fence }: RefreshLease, change: Partial<UserOAuthAccount>): Promise<void> {
    const where = { id: accountId, refreshFence: fence };
    await this.database.manager.update(UserOAuthAccount, where, { ...change, refreshLeaseExpiresAt: null });
  }
}
