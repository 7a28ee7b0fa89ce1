import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { calendar, type calendar_v3 } from 'googleapis/build/src/apis/calendar';
import type { Access, PullQuery } from '../calendars/provider/calendar-provider';
import { guardedFetch } from '../common/http/guarded-fetch';
import { GuardedLimits } from '../common/http/guarded-limits';
import { googleConfig } from '../config/google.config';
import { MOST_ATTENDEES } from './google.attendees';
import { type Asked, toDataError } from './google.errors';
import { type GooglePage, toPage } from './google.page';

const CALENDAR_FIELDS =
  'nextPageToken,items(id,summary,summaryOverride,primary,deleted,timeZone,backgroundColor,accessRole)';
const EVENT_FIELDS = [
  'nextPageToken,nextSyncToken,items(id,status,summary,description,location,start,end,htmlLink,iCalUID,eventType',
  'recurringEventId,originalStartTime,transparency,visibility,organizer/email',
  'attendees(email,displayName,self,optional,resource,responseStatus))',
].join(',');

type RequestOptions = NonNullable<ConstructorParameters<typeof calendar_v3.Calendar>[0]>;

/** Google's calendar API, one request at a time: https://developers.google.com/workspace/calendar/api/v3/reference */
@Injectable()
export class GoogleClient {
  private readonly api = calendar('v3');
  private readonly origins: string[];
  private readonly fetch: typeof fetch;

  constructor(
    @Inject(googleConfig.KEY) private readonly config: ConfigType<typeof googleConfig>,
    limits: GuardedLimits,
  ) {
    this.origins = [new URL(config.apiUrl).origin];
    this.fetch = guardedFetch({ provider: 'google', origins: this.origins, limits: limits.data });
  }

  /** @throws AccessTokenRejected, ReauthorizationRequired, RateLimited, ProviderUnavailable, ProviderMisconfigured */
  async calendars(access: Access, pageToken?: string): Promise<GooglePage> {
    const params = {
      maxResults: 250,
      showHidden: true,
      fields: CALENDAR_FIELDS,
      ...(pageToken && { pageToken }),
    };
    const options = await this.options(access);
    return page(() => this.api.calendarList.list(params, options), { resource: 'calendars', resumed: false });
  }

  /**
   * A page of events. Whatever the pull, the query is the same but for its window and tokens, as sync tokens demand:
   * https://developers.google.com/workspace/calendar/api/guides/sync
   * @throws CursorExpired, CalendarGone, and those of `calendars`
   */
  async events(access: Access, query: PullQuery, pageToken?: string): Promise<GooglePage> {
    const { calendarId, window, cursor } = query;
    const params: calendar_v3.Params$Resource$Events$List = {
      calendarId,
      singleEvents: true,
      maxResults: 2500,
      maxAttendees: MOST_ATTENDEES,
      fields: EVENT_FIELDS,
      ...(cursor === undefined
        ? { timeMin: window.from.toISOString(), timeMax: window.to.toISOString() }
        : { syncToken: cursor }),
      ...(pageToken && { pageToken }),
    };
    const options = await this.options(access);
    const resumed = cursor !== undefined || pageToken !== undefined;
    return page(() => this.api.events.list(params, options), { resource: 'events', resumed });
  }

  private async options(access: Access): Promise<RequestOptions> {
    return {
      // Given per request, a path in it is kept; given to the API, it would be dropped.
      rootUrl: `${this.config.apiUrl}/`,
      headers: { authorization: `Bearer ${await access.token()}` },
      fetchImplementation: this.fetch,
      // For HTTPS_PROXY it would load an agent that only node-fetch understands.
      noProxy: this.origins,
      responseType: 'json',
      retry: false,
    };
  }
}

/** The client's errors carry the request with its bearer: they end here. */
async function page(ask: () => Promise<{ data: unknown }>, asked: Asked): Promise<GooglePage> {
  const { data } = await ask().catch((error: unknown) => {
    throw toDataError(error, asked);
  });
  return toPage(data);
}
