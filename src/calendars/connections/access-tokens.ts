import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { NotFound, Problem, Unavailable } from '../../common/errors/problem';
import { persistently } from '../../common/persistently';
import type { Tokens } from '../provider/oauth-connectable';
import { ReauthorizationRequired } from '../provider/provider-errors';
import { ProviderRegistry } from '../provider/provider-registry';
import { AccountRepository } from './account.repository';
import { assertUsable } from './account-state';
import type { UserOAuthAccount } from './oauth-account.entity';
import { REFRESH_PAUSE_SECONDS, type RefreshLease, RefreshLeaseRepository } from './refresh-lease.repository';
import { tokenRefreshed } from './token-facts';

/** A token this close to its end is renewed before it is used. */
const MARGIN_MS = 60_000;
const POLL_MS = 100;
/** How long new tokens are kept in hand while the database is away. */
const STORING_MS = 8_000;

/** A bearer token, when it should be asked for again (epoch milliseconds), and the account's fence as it was then. */
export interface AccessToken {
  value: string;
  staleAt: number;
  fence: number;
}

/**
 * Access tokens of connected accounts: the stored one until shortly before it dies, then a new one. However many
 * callers in however many processes ask, the provider sees one request, and none within 30 seconds of the last.
 */
@Injectable()
export class AccessTokens {
  private readonly logger = new Logger('TokenRefresh');

  constructor(
    private readonly accounts: AccountRepository,
    private readonly leases: RefreshLeaseRepository,
    private readonly providers: ProviderRegistry,
  ) {}

  /**
   * @param account as it was read last; it is read again as needed
   * @param rejected a token that the provider refused: it is renewed although it looks fresh
   * @throws ReauthorizationRequired, RateLimited, Unavailable (refreshed in vain a moment ago), NotFound
   *   (disconnected), SecretUnreadable, and what the provider's refresh throws
   */
  async get(account: UserOAuthAccount, rejected?: string): Promise<AccessToken> {
    for (let current = account; ; current = await this.reload(current)) {
      assertUsable(current);
      const token = this.usable(current, rejected);
      if (token) return token;
      const lease = await this.leases.take(current);
      if (lease) return this.refresh(current, lease);
      const latest = await this.reload(current);
      // Beginning a refresh moves the fence, ending it does not: one that ran when `current` was read may have ended
      // since.
      const nobodyTried = latest.refreshFence === current.refreshFence && !isBeingRefreshed(current);
      if (nobodyTried) refuseDuringPause(latest);
      await sleep(POLL_MS);
    }
  }

  /**
   * Renews the token ahead of its end, if the account is still as it was read.
   * @returns false when somebody else is renewing it, or has just done so
   * @throws as `get`
   */
  async renew(account: UserOAuthAccount): Promise<boolean> {
    assertUsable(account);
    const lease = await this.leases.take(account);
    if (lease) await this.refresh(account, lease);
    return lease !== undefined;
  }

  /**
   * Checks that the account may still be worked on: the provider may have told another run to wait.
   * @throws ReauthorizationRequired, RateLimited, NotFound
   */
  async confirm(account: UserOAuthAccount): Promise<void> {
    assertUsable(await this.reload(account));
  }

  /** Within the pause after a refresh even a short-lived token is used, up to its end. */
  private usable(account: UserOAuthAccount, rejected: string | undefined): AccessToken | undefined {
    const value = this.accounts.accessToken(account);
    const expiresAt = account.expiresAt?.getTime() ?? 0;
    if (value === undefined || value === rejected) return undefined;
    const margin = pauseLeftMs(account) > 0 ? 0 : MARGIN_MS;
    if (expiresAt - margin <= Date.now()) return undefined;
    return { value, staleAt: expiresAt - margin, fence: account.refreshFence };
  }

  private async refresh(account: UserOAuthAccount, lease: RefreshLease): Promise<AccessToken> {
    const facts = { accountId: account.id, provider: account.provider };
    this.logger.log(facts, 'refreshing access token');
    try {
      const tokens = await this.renewed(account);
      // The provider may have ended the former grant by now: what it gave instead must not be lost.
      await persistently(() => this.leases.succeed(lease, tokens), STORING_MS);
      tokenRefreshed.tell({ provider: account.provider, result: 'refreshed' });
      this.logger.log({ ...facts, expiresAt: tokens.expiresAt }, 'access token refreshed');
      const staleAt = tokens.expiresAt.getTime() - MARGIN_MS;
      return { value: tokens.accessToken, staleAt, fence: lease.fence };
    } catch (error) {
      await this.concludeFailure(account, lease, error);
      throw error;
    }
  }

  /** What the provider gives for the refresh token. @throws what its plugin throws */
  private async renewed(account: UserOAuthAccount): Promise<Tokens> {
    const refreshToken = this.accounts.refreshToken(account);
    if (refreshToken === undefined) throw new ReauthorizationRequired();
    const tokens = await this.providers.get(account.provider).refresh(refreshToken);
    // Sealed anew even if it stays the same, so that a new encryption key reaches every living account.
    return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken };
  }

  /** Never throws, so that the caller learns why the refresh failed; a lease that is not ended runs out. */
  private async concludeFailure(
    account: UserOAuthAccount,
    lease: RefreshLease,
    error: unknown,
  ): Promise<void> {
    const facts = { accountId: account.id, provider: account.provider };
    const refused = error instanceof ReauthorizationRequired;
    tokenRefreshed.tell({ provider: account.provider, result: refused ? 'refused' : 'failed' });
    // Only what nobody foresaw needs its stack.
    const unforeseen = error instanceof Problem ? {} : { err: error };
    this.logger.warn({ ...facts, refused, ...unforeseen }, 'access token not refreshed');
    try {
      if (refused)
        await persistently(() => this.leases.markForReauthorization(lease, error.detail), STORING_MS);
      else await this.leases.release(lease);
    } catch (failure) {
      this.logger.warn({ ...facts, err: failure }, 'the lease of a refresh was not ended');
    }
  }

  private async reload({ id }: UserOAuthAccount): Promise<UserOAuthAccount> {
    const account = await this.accounts.find(id);
    if (!account) throw new NotFound('The connected account');
    return account;
  }
}

function isBeingRefreshed({ refreshLeaseExpiresAt }: UserOAuthAccount): boolean {
  return refreshLeaseExpiresAt !== null && refreshLeaseExpiresAt.getTime() > Date.now();
}

/** Milliseconds until the token endpoint may be asked again. */
function pauseLeftMs({ refreshAttemptedAt }: UserOAuthAccount): number {
  if (refreshAttemptedAt === null) return 0;
  return Math.max(0, refreshAttemptedAt.getTime() + REFRESH_PAUSE_SECONDS * 1000 - Date.now());
}

function refuseDuringPause(account: UserOAuthAccount): void {
  const wait = pauseLeftMs(account) / 1000;
  if (wait > 0)
    throw new Unavailable(
      'Access to the provider could not be renewed a moment ago. It is tried again soon.',
      wait,
    );
}
