import { Injectable } from '@nestjs/common';
import { collect } from '../../common/collect';
import { AccountAccess } from '../connections/account-access';
import { AccountRepository } from '../connections/account.repository';
import { RequestSlots } from '../connections/request-slots';
import type { RemoteCalendar } from '../provider/calendar-provider';
import { ProviderRegistry } from '../provider/provider-registry';

/** The calendars that an account's provider offers for selection. */
@Injectable()
export class CalendarOffers {
  constructor(
    private readonly providers: ProviderRegistry,
    private readonly accounts: AccountRepository,
    private readonly access: AccountAccess,
    private readonly slots: RequestSlots,
  ) {}

  /**
   * Asks the provider.
   * @throws NotFound for an account that is not this user's at this provider, and the errors of the port
   */
  async list(userId: string, slug: string, oauthAccountId: string): Promise<RemoteCalendar[]> {
    const provider = this.providers.get(slug);
    const account = await this.accounts.owned(userId, oauthAccountId, slug);
    return this.access.use(account, async (access) => {
      // The token first: while it is refreshed, nothing else is asked of the account, and no slot is needed.
      await access.token();
      return this.slots.within(account, () => collect(provider.listCalendars(access)));
    });
  }
}
