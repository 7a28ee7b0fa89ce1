import { AccountInput } from './account.directory';
import { RequestKind } from './api.request';
import { FaultRule } from './fault';
import { EventInput, EventPatch, GoogleEvent, ResponseStatus } from './google.event';
import { RequestReport } from './request.log';
import { Settings } from './settings';

/**
 * The orders that the simulator takes. `POST /_control/<name>` with the argument as JSON answers with the result.
 *
 * | order                              | what it does                                                              |
 * |------------------------------------|---------------------------------------------------------------------------|
 * | reset                              | forgets accounts, events, grants, settings, faults, clock and log         |
 * | clock                              | fixes the simulator's now, or lets it run again                           |
 * | settings                           | changes standing switches, answers with all of them                       |
 * | seedAccounts                       | adds accounts with calendars, or calendars to the list of an account      |
 * | unshareCalendar                    | takes a calendar off an account's list: it is 404 from then on            |
 * | putEvents                          | stores events, thousands at once; same id: replaces                       |
 * | patchEvent                         | changes fields of an event, series or instance; new times move it         |
 * | cancelEvent                        | deletes an event or a whole series, or cancels one instance               |
 * | respondToEvent                     | sets the calendar owner's own answer to an invitation                     |
 * | splitSeries                        | "this and following": a new series takes over from an instance            |
 * | expireSyncTokens                   | makes the sync tokens given so far answer 410                             |
 * | authorize                          | what a user would do on the consent page, without a browser               |
 * | grants, revokeGrant                | who has granted what; the user takes it back                              |
 * | expireAccessTokens                 | makes access tokens look out of date: 401                                 |
 * | addFault, clearFaults              | errors, throttling and network damage for requests to come                |
 * | requests, clearRequests            | what was asked of Google, how often, how many at a time                   |
 *
 * Calendars go by their real id; the primary one's is the account's address (`primary` is for Google's side only).
 */
export interface Controls {
  reset(): Done;
  clock(order: { now: string | null }): { now: string };
  settings(changes: Partial<Settings>): Settings;
  seedAccounts(order: { accounts: AccountInput[] }): { accounts: SeededAccount[] };
  unshareCalendar(order: { email: string; calendarId: string }): Done;
  putEvents(order: { calendarId: string; events: EventInput[] }): { ids: string[] };
  patchEvent(order: EventAddress & { patch: EventPatch }): GoogleEvent;
  cancelEvent(order: EventAddress): GoogleEvent;
  respondToEvent(order: EventAddress & { response: ResponseStatus }): GoogleEvent;
  splitSeries(order: EventAddress & { patch?: EventPatch }): GoogleEvent;
  expireSyncTokens(order: { calendarId?: string }): Done;
  authorize(order: ConsentOrder): { location: string };
  grants(order: { email?: string }): { grants: GrantReport[] };
  revokeGrant(order: { email: string }): Done;
  expireAccessTokens(order: { email?: string }): Done;
  addFault(rule: FaultRule): Done;
  clearFaults(): Done;
  requests(order: { kind?: RequestKind }): RequestReport;
  clearRequests(): Done;
}

export type Done = Record<string, never>;

/** An event, a series by its master, or one instance (`<master>_<original start in UTC>`). */
export interface EventAddress {
  calendarId: string;
  eventId: string;
}

export interface SeededAccount {
  email: string;
  sub: string;
  calendarIds: string[];
}

export interface ConsentOrder {
  /** The address that the browser would be sent to; its host does not matter. */
  authUrl: string;
  /** Who signs in; default: the login_hint, else the account seeded first. */
  email?: string;
  deny?: boolean;
  /** The ticked ones of the scopes that can be unticked; default: all. */
  grantedScopes?: string[];
}

export interface GrantReport {
  email: string;
  scopes: string[];
  /** How many are alive. */
  refreshTokens: number;
}
