import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NotFound } from '../../common/errors/problem';
import type { Page, PageQuery } from '../../common/pagination';
import { readPage } from '../../database/keyset';
import { Outbox } from '../../notifications/outbox';
import type { Grant, Tokens } from '../provider/oauth-connectable';
import { OAuthFailed } from '../provider/provider-errors';
import { UserOAuthAccount } from './oauth-account.entity';
import { RequestSlotRepository } from './request-slot.repository';
import { TokenVault } from './token-vault';

const ACCESS = 'user_oauth_accounts.access_token_box';
const REFRESH = 'user_oauth_accounts.refresh_token_box';

const UPSERT = `
INSERT INTO user_oauth_accounts (user_id, provider, issuer, subject, email, scopes)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (user_id, issuer, subject) DO UPDATE SET provider = excluded.provider, email = excluded.email,
  scopes = excluded.scopes, status = 'active', status_detail = NULL, throttled_until = NULL,
  -- A refresh of the former grant that is still under way must not overwrite this one.
  refresh_fence = user_oauth_accounts.refresh_fence + 1, refresh_lease_expires_at = NULL, refresh_attempted_at = NULL,
  updated_at = now()
RETURNING id, refresh_token_box IS NOT NULL AS renewable`;

// Calendars that waited for consent, or backed off, are due at once.
const WAKE = `
UPDATE calendar_integrations SET next_sync_at = least(next_sync_at, now()) WHERE oauth_account_id = $1 AND sync_enabled`;

// Calendars of the account are not due until its owner has given consent again.
const CONDEMN = `
WITH condemned AS (
  UPDATE user_oauth_accounts SET status = 'needs_reauth', status_detail = $3, refresh_lease_expires_at = NULL, updated_at = now()
  WHERE id = $1 AND refresh_fence = $2 AND status = 'active'
  RETURNING id, user_id, provider, email
), stopped AS (
  SELECT calendar.id FROM calendar_integrations calendar JOIN condemned ON condemned.id = calendar.oauth_account_id
  WHERE calendar.next_sync_at IS NOT NULL
  ORDER BY calendar.id FOR NO KEY UPDATE OF calendar
), put_off AS (
  UPDATE calendar_integrations calendar SET next_sync_at = NULL FROM stopped WHERE calendar.id = stopped.id
)
SELECT user_id AS "userId", provider, email FROM condemned`;

const THROTTLE = `
UPDATE user_oauth_accounts SET throttled_until = greatest(throttled_until, now() + $2 * interval '1 second')
WHERE id = $1`;

/** Connected accounts and their sealed tokens. */
@Injectable()
export class AccountRepository {
  constructor(
    private readonly database: DataSource,
    private readonly vault: TokenVault,
    private readonly slots: RequestSlotRepository,
    private readonly outbox: Outbox,
  ) {}

  /** The account with its sealed tokens. @throws NotFound, also when it is another user's or provider's */
  async owned(userId: string, id: string, provider?: string): Promise<UserOAuthAccount> {
    const account = await this.withTokens({ id, userId, ...(provider !== undefined && { provider }) });
    if (!account) throw new NotFound('The connected account');
    return account;
  }

  /** The same, whoever owns it; undefined once it is disconnected. */
  async find(id: string): Promise<UserOAuthAccount | undefined> {
    return this.withTokens({ id });
  }

  /** A page of the user's accounts, oldest first, without their tokens. */
  async list(userId: string, page: PageQuery): Promise<Page<UserOAuthAccount>> {
    const query = this.database.createQueryBuilder(UserOAuthAccount, 'account').where({ userId });
    return readPage(query, page, 'connectedAt');
  }

  /**
   * Stores a new grant: a new account, or new tokens of one that this user has connected before, whose calendars are
   * then due at once.
   * @returns the account's id
   * @throws OAuthFailed when there is nothing to renew it with
   */
  async connect(userId: string, provider: string, grant: Grant): Promise<string> {
    return this.database.transaction(async (manager) => {
      const { issuer, subject, email, scopes } = grant;
      const parameters = [userId, provider, issuer, subject, email, scopes];
      const [row] = await manager.query<{ id: string; renewable: boolean }[]>(UPSERT, parameters);
      const { id, renewable } = row!;
      if (!renewable && grant.refreshToken === undefined) {
        throw new OAuthFailed('The provider gave no lasting access. Connect again and confirm the consent.');
      }
      await manager.update(UserOAuthAccount, { id }, this.sealed(id, grant));
      // A former holder of this account may be disconnecting right now, and remove its slots.
      await this.slots.prepare(grant, manager);
      await manager.query(WAKE, [id]);
      return id;
    });
  }

  /**
   * Deletes the account with its calendars and events.
   * @returns whether nobody else holds the same account at its provider
   */
  async remove({ id, issuer, subject }: UserOAuthAccount): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      await this.slots.lock({ issuer, subject }, manager);
      // Locked together, so that of two holders who leave at once the second one sees that it is the last.
      const holders = await manager.find(UserOAuthAccount, {
        where: { issuer, subject },
        order: { id: 'ASC' },
        lock: { mode: 'pessimistic_write' },
      });
      await manager.delete(UserOAuthAccount, { id });
      const isLast = holders.every((holder) => holder.id === id);
      if (isLast) await this.slots.remove({ issuer, subject }, manager);
      return isLast;
    });
  }

  /**
   * Marks a grant as refused for good and notifies its owner once, for only they can mend that. The fence keeps it
   * from striking a newer grant. The account's calendars are not due any more.
   */
  async condemn(id: string, refreshFence: number, detail: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const condemned = await manager.query<{ userId: string; provider: string; email: string }[]>(CONDEMN, [
        id,
        refreshFence,
        detail,
      ]);
      const news = condemned.map(({ userId, provider, email }) => ({
        userId,
        type: 'reconnect_needed' as const,
        facts: { accountId: id, provider, email, detail },
      }));
      await this.outbox.raise(manager, news);
    });
  }

  /** Bars requests to the account for so many seconds; a longer pause that runs already stays. */
  async throttle(id: string, seconds: number): Promise<void> {
    await this.database.query(THROTTLE, [id, seconds]);
  }

  /** Columns for these tokens. A token that the provider did not send leaves the former one in place. */
  sealed(id: string, { accessToken, expiresAt, refreshToken }: Tokens): Partial<UserOAuthAccount> {
    return {
      accessTokenBox: this.vault.seal(ACCESS, id, accessToken),
      expiresAt,
      ...(refreshToken !== undefined && { refreshTokenBox: this.vault.seal(REFRESH, id, refreshToken) }),
    };
  }

  /** @throws SecretUnreadable */
  accessToken({ id, accessTokenBox }: UserOAuthAccount): string | undefined {
    return accessTokenBox === null ? undefined : this.vault.open(ACCESS, id, accessTokenBox);
  }

  /** @throws SecretUnreadable */
  refreshToken({ id, refreshTokenBox }: UserOAuthAccount): string | undefined {
    return refreshTokenBox === null ? undefined : this.vault.open(REFRESH, id, refreshTokenBox);
  }

  private async withTokens(where: {
    id: string;
    userId?: string;
    provider?: string;
  }): Promise<UserOAuthAccount | undefined> {
    const account = await this.database
      .createQueryBuilder(UserOAuthAccount, 'account')
      .addSelect(['account.accessTokenBox', 'account.refreshTokenBox'])
      .where(where)
      .getOne();
    return account ?? undefined;
  }
}
