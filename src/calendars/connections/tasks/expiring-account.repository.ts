import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UserOAuthAccount } from '../oauth-account.entity';
import { REFRESH_PAUSE_SECONDS } from '../refresh-lease.repository';

/** A token that died longer ago belongs to an account that nothing works on: it is renewed when it is needed. */
const FORGOTTEN_AFTER = '1 hour';

/** Providers take turns: the accounts of one in trouble, whose tokens stay dead, must not fill the list. */
const EXPIRING = `
SELECT ranked.id FROM (
  SELECT candidate.id, row_number() OVER (PARTITION BY candidate.provider ORDER BY candidate.expires_at) AS turn
  FROM user_oauth_accounts candidate
  WHERE candidate.expires_at > now() - interval '${FORGOTTEN_AFTER}' AND candidate.expires_at < now() + :aheadSeconds * interval '1 second'
    AND candidate.status = 'active' AND (candidate.throttled_until IS NULL OR candidate.throttled_until <= now())
    AND (candidate.refresh_attempted_at IS NULL
      OR candidate.refresh_attempted_at <= now() - interval '${REFRESH_PAUSE_SECONDS} seconds')
    AND EXISTS (SELECT FROM calendar_integrations used
      WHERE used.oauth_account_id = candidate.id AND used.sync_enabled AND used.is_active)
) ranked ORDER BY ranked.turn LIMIT :limit`;

/** Accounts in use whose access tokens are about to die. The database's clock decides, as for all token requests. */
@Injectable()
export class ExpiringAccountRepository {
  constructor(private readonly database: DataSource) {}

  /** Up to `limit` accounts, with their sealed tokens, whose token dies within that time or died in the last hour. */
  async list(aheadSeconds: number, limit: number): Promise<UserOAuthAccount[]> {
    return this.database
      .createQueryBuilder(UserOAuthAccount, 'account')
      .addSelect(['account.accessTokenBox', 'account.refreshTokenBox'])
      .where(`account.id IN (${EXPIRING})`, { aheadSeconds, limit })
      .orderBy('account.expiresAt')
      .getMany();
  }
}
