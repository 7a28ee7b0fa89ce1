import { Injectable } from '@nestjs/common';
import { type BackgroundTask, RunsInBackground } from '../../../common/background/background-task';
import { inLanes } from '../../../common/in-lanes';
import { ReauthorizationRequired } from '../../provider/provider-errors';
import { AccountAccess } from '../account-access';
import type { UserOAuthAccount } from '../oauth-account.entity';
import { ExpiringAccountRepository } from './expiring-account.repository';

/** How long before its end a token is renewed. */
const AHEAD_SECONDS = 5 * 60;
const ACCOUNTS_PER_RUN = 500;
const LANES_PER_PROVIDER = 10;

/** Accounts that are left after this time wait for the next run: a provider that hangs must not hold the others up. */
const BUDGET_MS = 45_000;

type Outcome = 'refreshed' | 'refused' | 'failed' | 'superfluous';

/** Renews access tokens shortly before they die, so that syncs find them fresh and dead grants are found early. */
@Injectable()
@RunsInBackground('refresh-expiring-tokens')
export class RefreshExpiringTokens implements BackgroundTask {
  readonly schedule = '* * * * *';

  constructor(
    private readonly expiring: ExpiringAccountRepository,
    private readonly access: AccountAccess,
  ) {}

  async run(): Promise<Record<string, number>> {
    const accounts = await this.expiring.list(AHEAD_SECONDS, ACCOUNTS_PER_RUN);
    const figures = { refreshed: 0, refused: 0, failed: 0, superfluous: 0 };
    const renew = async (account: UserOAuthAccount): Promise<void> => {
      figures[await this.renew(account)] += 1;
    };
    const end = Date.now() + BUDGET_MS;
    const begun = await Promise.all(
      byProvider(accounts).map((own) => inLanes(LANES_PER_PROVIDER, own, renew, () => Date.now() < end)),
    );
    return { ...figures, left: accounts.length - begun.reduce((sum, count) => sum + count, 0) };
  }

  /** One account's failure stops neither the others nor the task: it is logged where it happens, and counted here. */
  private async renew(account: UserOAuthAccount): Promise<Outcome> {
    try {
      return (await this.access.renew(account)) ? 'refreshed' : 'superfluous';
    } catch (error) {
      return error instanceof ReauthorizationRequired ? 'refused' : 'failed';
    }
  }
}

function byProvider(accounts: UserOAuthAccount[]): UserOAuthAccount[][] {
  const providers = new Set(accounts.map(({ provider }) => provider));
  return [...providers].map((slug) => accounts.filter(({ provider }) => provider === slug));
}
