import { ApiRequest } from '../simulator/api.request';
import { json, Refusal, Reply } from '../simulator/reply';
import { mailboxOf } from './bearer';
import { viewItems } from './calendar.rows';
import { calendarOf, contextOf } from './calendars.endpoint';
import { keptId } from './event.id';
import { eventToWire } from './event.wire';
import { graphError } from './graph.error';
import { pageOf } from './page';
import { parsePrefer } from './prefer';
import { windowOf } from './window';
import { World } from './world';

/** `GET /v1.0/me/calendars/{id}/calendarView`: https://learn.microsoft.com/graph/api/calendar-list-calendarview */
export function viewCalendar(world: World, request: ApiRequest): Reply {
  const { events } = calendarOf(mailboxOf(world, request), request);
  const preferences = parsePrefer(request.headers);
  const page = pageOf(viewItems(events, windowOf(request.query)), request, world.settings);
  const keep = selection(request.query);
  return json(200, {
    '@odata.context': contextOf(request, 'me/calendarView'),
    ...page,
    value: page.value.map((item) => keep(eventToWire(item, preferences))),
  });
}

/** `GET /v1.0/me/events/{id}`: an event of any calendar, a master or one of its occurrences, in full. */
export function showEvent(world: World, request: ApiRequest): Reply {
  const account = mailboxOf(world, request);
  const id = keptId(request.params.id ?? '');
  const item = [...account.calendars.values()].map(({ events }) => events.find(id)).find(Boolean);
  if (!item) throw new Refusal(graphError('ErrorItemNotFound'));
  const event = eventToWire(item, parsePrefer(request.headers));
  const context = { '@odata.context': contextOf(request, 'me/events/$entity') };
  return json(200, { ...context, ...selection(request.query)(event) });
}

/** `$select`: the fields that it names, and those that are always there. */
function selection(query: URLSearchParams): (event: Record<string, unknown>) => object {
  const names = query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  if (!names) return (event) => event;
  const kept = new Set([...names, 'id', '@odata.etag']);
  return (event) => Object.fromEntries(Object.entries(event).filter(([name]) => kept.has(name)));
}
