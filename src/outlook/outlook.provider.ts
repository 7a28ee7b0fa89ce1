import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import type { EventChange, EventPage } from '../calendars/provider/calendar-event';
import {
  type Access,
  type CalendarProvider,
  type EventLookup,
  ProvidesCalendar,
  type PullQuery,
  type RemoteCalendar,
} from '../calendars/provider/calendar-provider';
import type { Grant, OAuthConnectable, Tokens } from '../calendars/provider/oauth-connectable';
import { microsoftConfig } from '../config/microsoft.config';
import { EntraOAuth } from './entra.oauth';
import { chainFrom } from './graph.chain';
import { GraphClient } from './graph.client';
import { toRemoteCalendar } from './outlook.calendar';
import { toEventChange } from './outlook.normaliser';
import { OutlookPull } from './outlook.pull';
import { isMaster } from './outlook.series';

/** Outlook calendars behind the port; our refresh token is the cache that MSAL keeps of one account. */
@Injectable()
@ProvidesCalendar('microsoft')
export class OutlookProvider implements CalendarProvider, EventLookup, OAuthConnectable {
  readonly displayName = 'Outlook Calendar';
  readonly missingVariables: readonly string[];

  constructor(
    private readonly client: GraphClient,
    private readonly pull: OutlookPull,
    private readonly oauth: EntraOAuth,
    @Inject(microsoftConfig.KEY) { missing }: ConfigType<typeof microsoftConfig>,
  ) {
    this.missingVariables = missing;
  }

  async *listCalendars(access: Access): AsyncGenerator<RemoteCalendar> {
    const first = await this.client.calendars(access);
    for await (const { items } of chainFrom(first, (link) => this.client.calendars(access, link))) {
      for (const item of items) {
        const calendar = toRemoteCalendar(item);
        if (calendar) yield calendar;
      }
    }
  }

  pullEvents(access: Access, query: PullQuery): AsyncGenerator<EventPage> {
    return this.pull.pages(access, query);
  }

  async findEvent(access: Access, { id }: { id: string }): Promise<EventChange | undefined> {
    const event = await this.client.event(access, id);
    if (!event || isMaster(event)) return undefined;
    return event.isCancelled === true ? { kind: 'removed', id } : toEventChange(event);
  }

  authorizationUrl(request: { state: string; codeChallenge: string }): string {
    return this.oauth.authorizationUrl(request);
  }

  exchangeCode(request: { code: string; codeVerifier: string }): Promise<Grant> {
    return this.oauth.exchangeCode(request);
  }

  refresh(refreshToken: string): Promise<Tokens> {
    return this.oauth.refresh(refreshToken);
  }

  /**
   * Entra lets no application withdraw a single grant: its owner does, at myapps.microsoft.com or
   * account.live.com/consent/Manage. Ours ends with the tokens, which the house destroys.
   * https://learn.microsoft.com/entra/identity-platform/refresh-tokens#token-revocation
   */
  revoke(): Promise<void> {
    return Promise.resolve();
  }
}
