import { Inject, Injectable, Logger } from '@nestjs/common';
import { type ConfigType } from '@nestjs/config';
import { UserRepository } from '../../accounts/users/user.repository';
import { Problem } from '../../common/errors/problem';
import { httpConfig } from '../../config/http.config';
import { OAuthStateRepository } from './oauth-state.repository';
import { withOutcome } from './return-to';

/** Refusals by a person or by their organisation (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6). */
const REFUSALS = ['access_denied', 'consent_required'];

/** What a provider appends to the redirect URI (RFC 6749 §4.1.2); it adds members of its own, which we leave alone. */
export type ProviderAnswer = Record<string, unknown>;

/** A browser that a provider has sent back to us. */
export interface BrowserCallback {
  /** Names the integration in the address of the web app, and its provider in the states. */
  integration: string;
  answer: ProviderAnswer;
  browser: string | undefined;
  /** Redeems the code for this browser. @returns what the address tells the web app about the connection */
  finish: (callback: { code: string; state: string }, browser: string) => Promise<Record<string, string>>;
}

/** Callbacks of browsers, of any integration. Whatever happens, each ends at an address of the web app. */
@Injectable()
export class BrowserCallbacks {
  private readonly logger = new Logger('OAuth');

  constructor(
    private readonly states: OAuthStateRepository,
    private readonly users: UserRepository,
    @Inject(httpConfig.KEY) private readonly http: ConfigType<typeof httpConfig>,
  ) {}

  /** @returns where the browser goes next; the address says how it went */
  async outcomeOf(arrival: BrowserCallback): Promise<string> {
    const { integration, answer, browser } = arrival;
    const { code, state, error } = answer;
    const pending =
      typeof state === 'string' ? await this.states.find(state, integration, browser) : undefined;
    if (typeof state !== 'string' || !pending) {
      return withOutcome(this.http.frontendUrl.href, failed(integration, 'invalid_state'));
    }
    const { userId, returnTo, sameBrowser } = pending;
    if (typeof code !== 'string') {
      if (browser !== undefined) await this.abandon(integration, state, browser);
      const refusal = REFUSALS.find((known) => known === error) ?? 'oauth_failed';
      return withOutcome(returnTo, failed(integration, refusal));
    }
    // Another browser than the one that began: the signed-in app has to finish it, with its bearer.
    if (browser === undefined || !sameBrowser) {
      return withOutcome(returnTo, { integration, status: 'confirm' }, { code, state });
    }
    // No guard has seen this browser's user; by POST a viewer may not connect either.
    if (!(await this.mayConnect(userId))) return withOutcome(returnTo, failed(integration, 'forbidden'));
    return withOutcome(returnTo, await this.finished(arrival, { code, state }, browser));
  }

  /** The browser came back with a refusal instead of a code: uses the state up. */
  private async abandon(provider: string, state: string, browser: string): Promise<void> {
    const begun = await this.states.consume(state, provider, { browser });
    this.logger.log({ provider, userId: begun?.userId }, 'authorization refused at the provider');
  }

  private async mayConnect(userId: string): Promise<boolean> {
    const principal = await this.users.findPrincipal(userId);
    return principal !== undefined && principal.role !== 'viewer';
  }

  private async finished(
    { integration, finish }: BrowserCallback,
    callback: { code: string; state: string },
    browser: string,
  ): Promise<Record<string, string>> {
    try {
      return { integration, status: 'connected', ...(await finish(callback, browser)) };
    } catch (error) {
      // Here the redirect is the answer, so the problem travels in its query.
      const { code, detail } =
        error instanceof Problem ? error : { code: 'internal_error', detail: undefined };
      const facts = { provider: integration, code };
      if (error instanceof Problem) this.logger.warn({ ...facts, detail }, 'browser callback failed');
      else this.logger.error({ ...facts, err: error }, 'browser callback failed');
      return failed(integration, code);
    }
  }
}

function failed(integration: string, code: string): Record<string, string> {
  return { integration, status: 'error', code };
}
