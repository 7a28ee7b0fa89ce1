import { ApiRequest } from '../simulator/api.request';
import { json, Refusal, Reply } from '../simulator/reply';
import { Account, Calendar, defaultCalendar } from './account.directory';
import { mailboxOf } from './bearer';
import { graphError } from './graph.error';
import { originOf } from './link';
import { pageOf } from './page';
import { World } from './world';

/** `GET /v1.0/me/calendars`: ten a page unless `$top` says otherwise. */
export function listCalendars(world: World, request: ApiRequest): Reply {
  const calendars = [...mailboxOf(world, request).calendars.values()].map(({ entry }) => entry);
  return json(200, {
    '@odata.context': contextOf(request, 'me/calendars'),
    ...pageOf(calendars, request, world.settings),
  });
}

/** `GET /v1.0/me/calendars/{id}` */
export function showCalendar(world: World, request: ApiRequest): Reply {
  const { entry } = calendarOf(mailboxOf(world, request), request);
  return json(200, { '@odata.context': contextOf(request, 'me/calendars/$entity'), ...entry });
}

/** The calendar that the path names; the default one when it names none. */
export function calendarOf(account: Account, { params: { id } }: ApiRequest): Calendar {
  const calendar = id === undefined ? defaultCalendar(account) : account.calendars.get(id);
  if (!calendar) throw new Refusal(graphError('ErrorItemNotFound'));
  return calendar;
}

export function contextOf(request: ApiRequest, what: string): string {
  return `${originOf(request)}/v1.0/$metadata#${what}`;
}
