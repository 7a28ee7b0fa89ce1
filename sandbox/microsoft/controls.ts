import { CommonControls, Done } from '../simulator/common.controls';
import { RequestReport } from '../simulator/request.log';
import { AccountInput, Expiry } from './account.directory';
import { EventInput, EventPatch, ResponseType } from './graph.event';
import { RequestKind } from './request.kind';
import { Settings } from './settings';

/**
 * The orders that the simulator takes. `POST /_control/<name>` with the argument as JSON answers with the result.
 *
 * | order                              | what it does                                                              |
 * |------------------------------------|---------------------------------------------------------------------------|
 * | reset                              | forgets accounts, events, grants, settings, faults, clock and log         |
 * | clock                              | fixes the simulator's now, or lets it run again                           |
 * | settings                           | changes standing switches, answers with all of them                       |
 * | seedAccounts                       | adds accounts with calendars, or calendars to an account                  |
 * | removeCalendar                     | takes a calendar from an account: it is 404 from then on                  |
 * | putEvents                          | stores events, thousands at once; same id: replaces                       |
 * | patchEvent                         | changes fields of an event, series or occurrence; new times move it       |
 * | cancelEvent                        | the organizer cancels: it stays, with `isCancelled`, until it is deleted  |
 * | deleteEvent                        | takes away an event, a whole series, or one occurrence                    |
 * | respondToEvent                     | sets the calendar owner's own answer to an invitation                     |
 * | splitSeries                        | "this and following": a new series takes over from an occurrence          |
 * | expireSyncState                    | makes the links given so far answer 410, or whatever is ordered           |
 * | authorize                          | what a user would do on the consent page, without a browser               |
 * | grants, revokeGrant                | who has granted what; it is taken back                                    |
 * | expireAccessTokens                 | makes access tokens look out of date: 401                                 |
 * | expireRefreshTokens                | makes refresh tokens look unused for 90 days: AADSTS700082                |
 * | addFault, clearFaults              | errors, throttling and network damage for requests to come                |
 * | release                            | lets go of the requests that the fault `hold` holds                       |
 * | requests, clearRequests            | what was asked of Microsoft, how often, how many at a time and mailbox    |
 *
 * Calendars go by their id, or by the account's address for its default one. Events go by their immutable ids.
 */
export interface Controls extends CommonControls<RequestKind, Settings> {
  seedAccounts(order: { accounts: AccountInput[] }): { accounts: SeededAccount[] };
  removeCalendar(order: { email: string; calendarId: string }): Done;
  putEvents(order: { calendarId: string; events: EventInput[] }): { ids: string[] };
  patchEvent(order: EventAddress & { patch: EventPatch }): StoredEvent;
  cancelEvent(order: EventAddress): StoredEvent;
  deleteEvent(order: EventAddress): Done;
  respondToEvent(order: EventAddress & { response: ResponseType }): StoredEvent;
  splitSeries(order: EventAddress & { patch?: EventPatch }): StoredEvent;
  expireSyncState(order: Expiry & { calendarId?: string }): Done;
  expireRefreshTokens(order: { email?: string }): Done;
  requests(order: { kind?: RequestKind }): MailboxReport;
}

/** An event, a series by its master, or one occurrence (`<master>.<day it was planned for>`). */
export interface EventAddress {
  calendarId: string;
  eventId: string;
}

/** An event as Graph tells it, with its immutable id and times in UTC. */
export type StoredEvent = Record<string, unknown> & { id: string };

export interface SeededAccount {
  email: string;
  oid: string;
  tenantId: string;
  defaultCalendarId: string;
  calendarIds: string[];
}

export interface MailboxReport extends RequestReport<RequestKind> {
  /** Most requests to Graph that were open at one time for one mailbox, by address; Outlook serves four. */
  maxConcurrencyPerMailbox: Record<string, number>;
}
