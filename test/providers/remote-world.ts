import type { CalendarProvider } from '../../src/calendars/provider/calendar-provider';
import type { OAuthConnectable } from '../../src/calendars/provider/oauth-connectable';
import type { GuardedLimits } from '../../src/common/http/guarded-limits';

/** The kinds of request that a provider's plugin makes. */
export type Conversation = 'token' | 'calendars' | 'events';

/** What may go wrong with the next answer. `retryAfter` is the header as it goes over the wire. */
export type Disturbance =
  | { kind: 'throttled' | 'overloaded'; retryAfter?: string }
  /** A server error, without advice. */
  | { kind: 'broken' }
  /** Our own registration is refused (`invalid_client`); for token requests. */
  | { kind: 'client refused' }
  | { kind: 'silence' | 'drip' | 'reset' | 'half an answer' | 'far too much' | 'web page' | 'wrong types' };

/** A meeting to put on a calendar. */
export interface RemoteEvent {
  title: string;
  startsAt: Date;
  endsAt: Date;
  private?: boolean;
}

/** A simulated provider, in words that fit any of them, and the plugin that speaks to it over HTTP. */
export interface RemoteWorld {
  readonly provider: CalendarProvider & OAuthConnectable;
  /** The plugin's own: tests shorten deadlines here. */
  readonly limits: GuardedLimits;
  readonly clientSecret: string;
  /** The provider does not tell which zone a calendar is of. */
  readonly zoneless?: true;

  /** Forgets everything. */
  reset(): Promise<void>;
  close(): Promise<void>;

  /** A person; with a calendar of their own, the primary one. */
  addAccount(email: string): Promise<void>;
  /** Returns its id. The zone is an IANA name. */
  addCalendar(email: string, calendar: { name: string; timeZone: string }): Promise<string>;
  unshareCalendar(email: string, calendarId: string): Promise<void>;
  /** Returns their ids. */
  addEvents(calendarId: string, events: RemoteEvent[]): Promise<string[]>;
  moveEvent(calendarId: string, eventId: string, to: { startsAt: Date; endsAt: Date }): Promise<void>;
  cancelEvent(calendarId: string, eventId: string): Promise<void>;

  /** What a person does on the consent page; returns the code. `withoutCalendar` unticks that box. */
  consent(authorizationUrl: string, decision: { email: string; withoutCalendar?: boolean }): Promise<string>;
  withdrawConsent(email: string): Promise<void>;
  expireAccessTokens(): Promise<void>;

  /** At most so many lines on a page. */
  setPageSize(size: number): Promise<void>;
  /** The second page of every listing of events is empty. */
  insertEmptyPage(): Promise<void>;
  /** No cursor that was given out is known any more. */
  forgetCursors(): Promise<void>;
  /** Strikes the next request of the kind, after letting `skip` pass. */
  disturb(conversation: Conversation, disturbance: Disturbance, skip?: number): Promise<void>;
  /** How many requests of the kind there were since `reset`. */
  countRequests(conversation: Conversation): Promise<number>;
}
