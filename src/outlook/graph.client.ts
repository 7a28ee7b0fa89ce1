import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import type { TimeWindow } from '../calendars/provider/calendar-event';
import type { Access } from '../calendars/provider/calendar-provider';
import { CursorExpired, ProviderUnavailable } from '../calendars/provider/provider-errors';
import { membersOf } from '../common/foreign-json';
import { guardedFetch } from '../common/http/guarded-fetch';
import { GuardedLimits } from '../common/http/guarded-limits';
import { microsoftConfig } from '../config/microsoft.config';
import { type Asked, EventNotShown, toDataError } from './graph.errors';
import { type GraphPage, isGraphLink, toPage } from './graph.page';
import { refusalIn } from './graph.refusal';

/** Bodies come along, for delta knows no `$select`: 200 of them leave each event 160 KB of what we take at a time. */
const PAGE_SIZE = 200;

/**
 * Ids that stay when an event moves to another folder, times in UTC, bodies as text. On every request, links included:
 * https://learn.microsoft.com/graph/outlook-immutable-id, https://learn.microsoft.com/graph/api/event-delta
 */
const PREFER = [
  'IdType="ImmutableId"',
  'outlook.timezone="UTC"',
  'outlook.body-content-type="text"',
  `odata.maxpagesize=${PAGE_SIZE}`,
].join(', ');

/**
 * Microsoft Graph, one request at a time. Microsoft's own client sends no token to a simulator, waits by itself for
 * minutes, and spoils links: https://learn.microsoft.com/graph/api/resources/calendar is small enough without it.
 */
@Injectable()
export class GraphClient {
  private readonly fetch: typeof fetch;

  constructor(
    @Inject(microsoftConfig.KEY) private readonly config: ConfigType<typeof microsoftConfig>,
    limits: GuardedLimits,
  ) {
    const origins = [new URL(config.graphUrl).origin];
    this.fetch = guardedFetch({ provider: 'microsoft', origins, limits: limits.data });
  }

  /** @throws AccessTokenRejected, ReauthorizationRequired, RateLimited, ProviderUnavailable */
  calendars(access: Access, link = `${this.config.graphUrl}/v1.0/me/calendars?$top=100`): Promise<GraphPage> {
    return this.page(access, link, 'calendars');
  }

  /**
   * The first page of a delta round: https://learn.microsoft.com/graph/delta-query-events
   * @throws DeltaRefused, CalendarGone, and those of `calendars`
   */
  beginRound(access: Access, calendarId: string, window: TimeWindow): Promise<GraphPage> {
    return this.page(access, this.viewOf(calendarId, '/delta', window), 'round');
  }

  /** The first page of all events of a window, occurrences in full. @throws CalendarGone, and those of `calendars` */
  beginView(access: Access, calendarId: string, window: TimeWindow): Promise<GraphPage> {
    const url = `${this.viewOf(calendarId, '', window)}&$top=${PAGE_SIZE}`;
    return this.page(access, url, 'view');
  }

  /** @throws CursorExpired, also for a link that is not Graph's; CalendarGone, and those of `calendars` */
  async follow(access: Access, link: string): Promise<GraphPage> {
    if (!this.mayFollow(link)) throw new CursorExpired();
    return this.page(access, link, 'link');
  }

  /** One event or series master; undefined when it is not there, or not ours to see. @throws those of `calendars` */
  async event(access: Access, id: string): Promise<Record<string, unknown> | undefined> {
    const url = `${this.config.graphUrl}/v1.0/me/events/${encodeURIComponent(id)}`;
    try {
      return membersOf(await this.get(access, url, 'event'));
    } catch (error) {
      if (error instanceof EventNotShown) return undefined;
      throw error;
    }
  }

  private viewOf(calendarId: string, method: string, { from, to }: TimeWindow): string {
    const view = `${this.config.graphUrl}/v1.0/me/calendars/${encodeURIComponent(calendarId)}/calendarView`;
    return `${view}${method}?startDateTime=${from.toISOString()}&endDateTime=${to.toISOString()}`;
  }

  private mayFollow(link: string): boolean {
    return isGraphLink(link, this.config.graphUrl);
  }

  private async page(access: Access, url: string, asked: Asked): Promise<GraphPage> {
    return toPage(await this.get(access, url, asked), (link) => this.mayFollow(link));
  }

  private async get(access: Access, url: string, asked: Asked): Promise<unknown> {
    const headers = { authorization: `Bearer ${await access.token()}`, prefer: PREFER };
    const response = await this.fetch(url, { headers }).catch(() => {
      throw new ProviderUnavailable();
    });
    const body = await jsonOf(response);
    if (!response.ok) throw toDataError(refusalIn(response, body), asked);
    return body;
  }
}

/** The body, or undefined when it is no JSON. */
async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
