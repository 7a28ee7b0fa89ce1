import { ApiRequest } from '../simulator/api.request';
import { openToken, sealToken } from '../simulator/opaque.token';
import { json, Reply } from '../simulator/reply';
import { authenticate } from './bearer';
import { CalendarListEntry } from './google.calendar';
import { apiError } from './google.error';
import { pageSize } from './page.size';
import { CALENDAR_LIST_SCOPES } from './scope';
import { World } from './world';

/** `GET /calendar/v3/users/me/calendarList`. Sync tokens are given, and always already expired when they come back. */
export function listCalendars(world: World, request: ApiRequest): Reply {
  const account = authenticate(world, request, CALENDAR_LIST_SCOPES);
  const { query } = request;
  if (query.has('syncToken')) return apiError('fullSyncRequired');
  const size = pageSize(query, { usual: 100, most: 250 }, world.settings.maxPageSize);
  const { offset = 0, page = 1 } = openToken(query.get('pageToken') ?? '') ?? {};
  if (typeof offset !== 'number' || typeof page !== 'number')
    return apiError('invalid', { about: 'pageToken' });
  const entries = [...account.calendars.values()].filter(
    (entry) => !entry.hidden || query.get('showHidden') === 'true',
  );
  const next = offset + size;
  return json(200, {
    kind: 'calendar#calendarList',
    etag: `"p${entries.length}"`,
    ...(next < entries.length
      ? { nextPageToken: sealToken({ offset: next, page: page + 1 }) }
      : { nextSyncToken: sealToken({ list: account.sub }) }),
    items: entries.slice(offset, next).map(toWire),
  });
}

/** Google leaves a boolean out when it is false. */
function toWire(entry: CalendarListEntry): object {
  const told = Object.entries({ kind: 'calendar#calendarListEntry', etag: '"0"', ...entry });
  return Object.fromEntries(told.filter(([, value]) => value !== false));
}
