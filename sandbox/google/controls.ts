import { CommonControls, Done } from '../simulator/common.controls';
import { AccountInput } from './account.directory';
import { RequestKind } from './api.request';
import { EventInput, EventPatch, GoogleEvent, ResponseStatus } from './google.event';
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
 * | release                            | lets go of the requests that the fault `hold` holds                       |
 * | requests, clearRequests            | what was asked of Google, how often, how many at a time                   |
 *
 * Calendars go by their real id; the primary one's is the account's address (`primary` is for Google's side only).
 */
export interface Controls extends CommonControls<RequestKind, Settings> {
  seedAccounts(order: { accounts: AccountInput[] }): { accounts: SeededAccount[] };
  unshareCalendar(order: { email: string; calendarId: string }): Done;
  putEvents(order: { calendarId: string; events: EventInput[] }): { ids: string[] };
  patchEvent(order: EventAddress & { patch: EventPatch }): GoogleEvent;
  cancelEvent(order: EventAddress): GoogleEvent;
  respondToEvent(order: EventAddress & { response: ResponseStatus }): GoogleEvent;
  splitSeries(order: EventAddress & { patch?: EventPatch }): GoogleEvent;
  expireSyncTokens(order: { calendarId?: string }): Done;
}

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
