import { ApiRequest } from '../simulator/api.request';
import { Cursor } from '../simulator/listings';
import { openToken } from '../simulator/opaque.token';
import { json, Refusal, Reply } from '../simulator/reply';
import { Calendar } from './account.directory';
import { mailboxOf } from './bearer';
import { changedRows, initialRows, Row } from './calendar.rows';
import { calendarOf } from './calendars.endpoint';
import { DeltaListing } from './delta.listing';
import { deltaPage } from './delta.page';
import { graphError } from './graph.error';
import { Period } from './item';
import { linkTo } from './link';
import { parsePrefer } from './prefer';
import { namesWindow, windowOf } from './window';
import { World } from './world';

const UNSUPPORTED = ['$select', '$expand', '$filter', '$orderby', '$search', '$count', '$skip'];

/**
 * `GET /v1.0/me/calendars/{id}/calendarView/delta`: https://learn.microsoft.com/graph/delta-query-events. The first
 * request names a window; from then on callers use the links as they are.
 */
export function trackCalendar(world: World, request: ApiRequest): Reply {
  const calendar = calendarOf(mailboxOf(world, request), request);
  const { query } = request;
  if (UNSUPPORTED.some((name) => query.has(name))) throw new Refusal(graphError('ErrorInvalidUrlQuery'));
  const hasToken = !!query.get('$skiptoken') || !!query.get('$deltatoken');
  if (hasToken && namesWindow(query)) throw new Refusal(graphError('ErrorInvalidUrlQuery'));
  const cursor = cursorOf(world, calendar, request);
  const preferences = parsePrefer(request.headers);
  const applied = ['odata.track-changes', ...preferences.applied].join(', ');
  const page = deltaPage(world, { request, preferences, cursor });
  return json(200, page, { 'preference-applied': applied });
}

function cursorOf(world: World, calendar: Calendar, request: ApiRequest): Cursor<DeltaListing> {
  const { query } = request;
  const skipToken = query.get('$skiptoken');
  // An empty one, which the `Location` of an expired link has, starts over.
  const deltaToken = query.get('$deltatoken') || null;
  if (skipToken !== null) return resume(world, calendar, skipToken, request);
  const { events, epoch, entry } = calendar;
  const { revision } = events;
  const round = { calendarId: entry.id, revision, epoch };
  const stray = world.settings.strayRemovals.map((id): Row => ({ shape: 'removed', id }));
  if (deltaToken === null) {
    const window = windowOf(query);
    const rows = [...initialRows(events, window, world.settings), ...stray];
    return atStart({ ...round, window, rows });
  }
  const since = stateOf(deltaToken, calendar, request);
  const rows = [...changedRows(events, since.revision, since.window, world.settings), ...stray];
  return atStart({ ...round, window: since.window, rows });
}

function atStart(listing: DeltaListing): Cursor<DeltaListing> {
  return { listing, offset: 0, page: 1 };
}

function resume(
  { listings }: World,
  calendar: Calendar,
  skipToken: string,
  request: ApiRequest,
): Cursor<DeltaListing> {
  const cursor = listings.resume(skipToken, calendar.entry.id);
  if (!cursor)
    throw openToken(skipToken)
      ? new Refusal(graphError('SyncStateNotFound'))
      : new Refusal(graphError('SyncStateInvalid'));
  const { epoch, window } = cursor.listing;
  if (epoch !== calendar.epoch) throw expired(calendar, window, request);
  return cursor;
}

/** The state in a delta token; one from before an expiry, or before a restart of the simulator, is not found. */
function stateOf(
  deltaToken: string,
  calendar: Calendar,
  request: ApiRequest,
): Pick<DeltaListing, 'revision' | 'window'> {
  const { calendarId, epoch, revision, start, end } = openToken(deltaToken) ?? {};
  const sound = typeof revision === 'number' && typeof start === 'number' && typeof end === 'number';
  if (!sound || calendarId !== calendar.entry.id) throw new Refusal(graphError('SyncStateInvalid'));
  const window = { start, end };
  if (epoch !== calendar.epoch) throw expired(calendar, window, request);
  return { revision, window };
}

function expired({ expiry }: Calendar, window: Period, request: ApiRequest): Refusal {
  const { code = 'SyncStateNotFound', status = 410, startOver = false } = expiry;
  const [start, end] = [window.start, window.end].map((at) => new Date(at).toISOString());
  const again = `startDateTime=${start}&endDateTime=${end}&$deltatoken=`;
  const headers: Record<string, string> = startOver ? { location: linkTo(request, again, null) } : {};
  return new Refusal(graphError(code, { status, headers }));
}
