import { Injectable, Logger } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { collect } from '../../common/collect';
import { newToken } from '../../common/secrets/one-time-token';
import type { RemoteCalendar } from '../provider/calendar-provider';
import type { Grant } from '../provider/oauth-connectable';
import { MissingScope, RateLimited, ReauthorizationRequired } from '../provider/provider-errors';
import { type ConnectableProvider, ProviderRegistry } from '../provider/provider-registry';
import { AccountRepository } from './account.repository';
import { InvalidState } from './invalid-state';
import { type BegunAuthorization, type CallbackProof, OAuthStateRepository } from './oauth-state.repository';
import { pauseAfter } from './patience';
import { RequestSlotRepository } from './request-slot.repository';
import { RequestSlots } from './request-slots';

/** A connected account, as its owner sees it at the end of a callback. */
export interface Connection {
  accountId: string;
  email: string;
  calendars: RemoteCalendar[];
}

/** Connects accounts by OAuth 2.0 with PKCE (RFC 6749, RFC 7636), whichever provider they are of. */
@Injectable()
export class ConnectionsService {
  private readonly logger = new Logger('OAuth');

  constructor(
    private readonly providers: ProviderRegistry,
    private readonly states: OAuthStateRepository,
    private readonly accounts: AccountRepository,
    private readonly slots: RequestSlots,
    private readonly slotRows: RequestSlotRepository,
  ) {}

  /** Begins an authorization. @returns where the browser goes, and the state that will come back */
  async authorize(begun: {
    userId: string;
    provider: string;
    browser: string;
    returnTo: string;
  }): Promise<{ authUrl: string; state: string }> {
    const provider = this.providers.get(begun.provider);
    const codeVerifier = newToken();
    const state = await this.states.begin({ ...begun, codeVerifier });
    const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
    this.logger.log({ provider: begun.provider, userId: begun.userId }, 'authorization begun');
    return { authUrl: provider.authorizationUrl({ state, codeChallenge }), state };
  }

  /**
   * Finishes an authorization: uses the state up, redeems the code, tries the token on the list of calendars, and
   * only then stores anything.
   * @throws InvalidState, OAuthFailed, MissingScope, and the errors of the port
   */
  async connect(
    slug: string,
    callback: { code: string; state: string },
    proof: CallbackProof,
  ): Promise<Connection> {
    const provider = this.providers.get(slug);
    const begun = await this.states.consume(callback.state, slug, proof);
    if (!begun) throw new InvalidState();
    try {
      return await this.redeem(provider, slug, callback.code, begun);
    } catch (error) {
      // The answer says how long to wait, even if the provider did not.
      throw error instanceof RateLimited ? new RateLimited(pauseAfter(error)) : error;
    }
  }

  private async redeem(
    provider: ConnectableProvider,
    slug: string,
    code: string,
    { userId, codeVerifier }: BegunAuthorization,
  ): Promise<Connection> {
    const grant = await provider.exchangeCode({ code, codeVerifier });
    await this.slotRows.prepare(grant);
    const calendars = await this.slots.within(grant, () => listCalendars(provider, grant));
    const accountId = await this.accounts.connect(userId, slug, grant);
    this.logger.log({ provider: slug, userId, accountId }, 'account connected');
    return { accountId, email: grant.email, calendars };
  }
}

/** A grant that cannot even list the calendars lacks a permission, whatever its scopes say. */
async function listCalendars(
  provider: ConnectableProvider,
  { accessToken }: Grant,
): Promise<RemoteCalendar[]> {
  try {
    return await collect(provider.listCalendars({ token: () => Promise.resolve(accessToken) }));
  } catch (error) {
    throw error instanceof ReauthorizationRequired ? new MissingScope() : error;
  }
}
