import { Cursor } from '../simulator/listings';
import { sealToken } from '../simulator/opaque.token';
import { patched } from './event.completion';
import { eventToWire } from './event.wire';
import { EventsListing } from './events.listing';
import { EventsQuery } from './events.query';
import { applyFields } from './fields.mask';
import { CalendarListEntry } from './google.calendar';
import { GoogleEvent } from './google.event';
import { Occurrence } from './occurrence';
import { pageSize } from './page.size';
import { Settings } from './settings';
import { World } from './world';

interface PageRequest {
  entry: CalendarListEntry;
  query: EventsQuery;
  params: URLSearchParams;
  cursor: Cursor<EventsListing>;
}

/** One page of a listing, with the token for the next one or, on the last page only, the sync token. */
export function eventsPage(world: World, { entry, query, params, cursor }: PageRequest): object {
  const { settings, listings } = world;
  const { listing, offset, page } = cursor;
  const size =
    settings.emptyPageAt === page ? 0 : pageSize(params, { usual: 250, most: 2500 }, settings.maxPageSize);
  const end = offset + size;
  const more = end < listing.occurrences.length || size === 0;
  const items = withRepetition(listing.occurrences.slice(offset, end), settings).map((event) =>
    eventToWire(event, entry, query.timeZone),
  );
  const envelope = {
    kind: 'calendar#events',
    etag: `"p${listing.revision}"`,
    summary: entry.summary,
    description: entry.description ?? '',
    updated: world.clock.iso(),
    timeZone: query.timeZone ?? entry.timeZone,
    accessRole: entry.accessRole,
    defaultReminders: [],
    ...(more && { nextPageToken: listings.tokenFor({ listing, offset: end, page: page + 1 }) }),
    ...(!more && query.syncable && !settings.withholdSyncToken && { nextSyncToken: syncTokenAfter(cursor) }),
    items,
  };
  return applyFields(envelope, params.get('fields'));
}

/** A listing may be shown while the calendar changes; its token starts where the listing was taken. */
function syncTokenAfter({ listing: { calendarId, epoch, revision } }: Cursor<EventsListing>): string {
  return sealToken({ calendarId, epoch, revision });
}

function withRepetition(occurrences: readonly Occurrence[], { repeatEvent }: Settings): GoogleEvent[] {
  const events = occurrences.map(({ event }) => event);
  const index = events.findIndex(({ id }) => id === repeatEvent?.eventId);
  const event = events[index];
  return event ? [...events.with(index, patched(event, repeatEvent?.earlier ?? {})), event] : events;
}
