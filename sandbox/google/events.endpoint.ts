import { ApiRequest } from '../simulator/api.request';
import { Cursor } from '../simulator/listings';
import { openToken } from '../simulator/opaque.token';
import { json, Refusal, Reply } from '../simulator/reply';
import { Calendar } from './account.directory';
import { authenticate } from './bearer';
import { EventsListing } from './events.listing';
import { eventsPage } from './events.page';
import { EventsQuery, parseEventsQuery } from './events.query';
import { selectEvents } from './events.selection';
import { apiError } from './google.error';
import { EVENT_SCOPES } from './scope';
import { World } from './world';

/** `GET /calendar/v3/calendars/{id}/events`: https://developers.google.com/workspace/calendar/api/v3/reference/events/list */
export function listEvents(world: World, request: ApiRequest): Reply {
  const account = authenticate(world, request, EVENT_SCOPES);
  const { id = '' } = request.params;
  const entry = account.calendars.get(id === 'primary' ? account.email : id);
  if (!entry) return apiError('notFound');
  const calendar = world.directory.calendar(entry.id);
  const query = parseEventsQuery(request.query);
  const cursor =
    query.pageToken === null ? open(world, calendar, query) : resume(world, calendar, query.pageToken);
  return json(200, eventsPage(world, { entry, query, params: request.query, cursor }));
}

function open({ settings }: World, calendar: Calendar, query: EventsQuery): Cursor<EventsListing> {
  const { revision } = calendar.events;
  const occurrences =
    query.syncToken === null
      ? selectEvents(calendar.events, query)
      : query.singleEvents
        ? calendar.events.changedOccurrences(revisionOf(query.syncToken, calendar), settings.deletedSeriesAs)
        : calendar.events.changedResources(revisionOf(query.syncToken, calendar));
  const listing: EventsListing = { calendarId: calendar.id, occurrences, revision, epoch: calendar.epoch };
  return { listing, offset: 0, page: 1 };
}

function resume({ listings }: World, calendar: Calendar, pageToken: string): Cursor<EventsListing> {
  const cursor = listings.resume(pageToken, calendar.id);
  if (!cursor) throw new Refusal(apiError('invalid', { about: 'pageToken' }));
  return cursor;
}

/** A token of this calendar from before an expiry, or before a restart of the simulator, is "no longer valid". */
function revisionOf(syncToken: string, calendar: Calendar): number {
  const { calendarId, epoch, revision } = openToken(syncToken) ?? {};
  if (calendarId !== calendar.id || typeof revision !== 'number') {
    throw new Refusal(apiError('invalid', { about: 'syncToken' }));
  }
  if (epoch !== calendar.epoch) throw new Refusal(apiError('fullSyncRequired'));
  return revision;
}
