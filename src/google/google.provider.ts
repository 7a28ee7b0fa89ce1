import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import type { EventPage } from '../calendars/provider/calendar-event';
import {
  type Access,
  type CalendarProvider,
  ProvidesCalendar,
  type PullQuery,
  type RemoteCalendar,
} from '../calendars/provider/calendar-provider';
import type { Grant, OAuthConnectable, Tokens } from '../calendars/provider/oauth-connectable';
import { googleConfig } from '../config/google.config';
import { toRemoteCalendar } from './google.calendar';
import { GoogleClient } from './google.client';
import { toEventChange } from './google.normaliser';
import { GoogleOAuth } from './google.oauth';
import { pagesFrom } from './google.page';

/** Google Calendar behind the port: our cursor is Google's sync token, our continuation its page token. */
@Injectable()
@ProvidesCalendar('google')
export class GoogleProvider implements CalendarProvider, OAuthConnectable {
  readonly displayName = 'Google Calendar';
  readonly missingVariables: readonly string[];

  constructor(
    private readonly client: GoogleClient,
    private readonly oauth: GoogleOAuth,
    @Inject(googleConfig.KEY) { missing }: ConfigType<typeof googleConfig>,
  ) {
    this.missingVariables = missing;
  }

  async *listCalendars(access: Access): AsyncGenerator<RemoteCalendar> {
    for await (const { items } of pagesFrom((pageToken) => this.client.calendars(access, pageToken))) {
      for (const item of items) {
        const calendar = toRemoteCalendar(item);
        if (calendar) yield calendar;
      }
    }
  }

  async *pullEvents(access: Access, query: PullQuery): AsyncGenerator<EventPage> {
    const ask = (pageToken?: string): ReturnType<GoogleClient['events']> =>
      this.client.events(access, query, pageToken);
    for await (const { items, nextPageToken, nextSyncToken } of pagesFrom(ask, query.continuation)) {
      yield {
        changes: items.map(toEventChange),
        // A sync token counts only on the last page.
        ...(nextPageToken ? { continuation: nextPageToken } : nextSyncToken && { cursor: nextSyncToken }),
      };
    }
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

  revoke(refreshToken: string): Promise<void> {
    return this.oauth.revoke(refreshToken);
  }
}
