import { DiscoveryService } from '@nestjs/core';
import type { EventChange, EventPage, TimeWindow } from './calendar-event';

/**
 * Marks a provider's plugin with its slug: `@ProvidesCalendar('google')`. Routes, queue names and rows carry the slug;
 * nothing else in the house knows a provider's name.
 */
export const ProvidesCalendar = DiscoveryService.createDecorator<string>();

/** The right to read one account, for as long as a pull lasts: a token may be renewed between two requests. */
export interface Access {
  /** A bearer token (RFC 6750) that is good for the next request. */
  token(): Promise<string>;
}

/** A calendar as the provider lists it. */
export interface RemoteCalendar {
  id: string;
  name: string;
  primary: boolean;
  /** IANA name. */
  timezone: string | null;
  /** `#rrggbb`. */
  color: string | null;
  /** The provider's own word for what the account may do there, for display. */
  accessRole: string;
}

/** What to pull: everything in `window`, or what changed since `cursor`; `continuation` resumes an interrupted pull. */
export interface PullQuery {
  calendarId: string;
  window: TimeWindow;
  cursor?: string;
  continuation?: string;
}

/**
 * A calendar service behind one port. A plugin is a stateless singleton: credentials come as an argument, results
 * leave as pages in the neutral shape, failures as one of the errors of `provider-errors.ts`.
 */
export interface CalendarProvider {
  /** For people: "Google Calendar". */
  readonly displayName: string;
  /** Names of the environment variables that it lacks; it is switched off until there are none. */
  readonly missingVariables: readonly string[];

  /**
   * The calendars of the account.
   * @throws AccessTokenRejected, ReauthorizationRequired, RateLimited, ProviderUnavailable, ProviderMisconfigured
   */
  listCalendars(access: Access): AsyncIterable<RemoteCalendar>;

  /**
   * Pages of events; the last one carries the next cursor. Without `cursor` these are all events that overlap the
   * window; with it they are the changes since then, which may lie outside of the window.
   * @throws CursorExpired when cursor or continuation are no longer known, CalendarGone, and those of listCalendars
   */
  pullEvents(access: Access, query: PullQuery): AsyncIterable<EventPage>;
}

/** A provider whose word that an event is gone has to be checked before a time entry is touched. */
export interface EventLookup {
  /**
   * One event as it is now.
   * @returns undefined when it is gone indeed
   * @throws the errors of pullEvents
   */
  findEvent(access: Access, query: { calendarId: string; id: string }): Promise<EventChange | undefined>;
}

/** True for providers whose removals are confirmed one by one. */
export function looksUpEvents(provider: CalendarProvider): provider is CalendarProvider & EventLookup {
  return 'findEvent' in provider;
}
