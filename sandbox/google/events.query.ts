import { Refusal } from '../simulator/reply';
import { apiError } from './google.error';

/** Filters and orders that a sync token does not go with. */
const NOT_WITH_SYNC_TOKEN = [
  ...['iCalUID', 'orderBy', 'privateExtendedProperty', 'q', 'sharedExtendedProperty'],
  ...['timeMin', 'timeMax', 'updatedMin'],
];
/** A listing under one of these ends without a sync token; a window alone does not cost it. */
const NO_SYNC_TOKEN_AFTER = NOT_WITH_SYNC_TOKEN.filter((name) => name !== 'timeMin' && name !== 'timeMax');
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

export interface EventsQuery {
  syncToken: string | null;
  pageToken: string | null;
  singleEvents: boolean;
  showDeleted: boolean;
  /** Epoch milliseconds, both exclusive: events that end after `from` and start before `to`. */
  from: number;
  to: number;
  updatedMin: number;
  orderBy: string | null;
  iCalUID: string | null;
  text: string | null;
  eventTypes: string[];
  /** The zone to tell times in; null: the calendar's. */
  timeZone: string | null;
  /** Whether the listing may end with a sync token. */
  syncable: boolean;
}

/** https://developers.google.com/workspace/calendar/api/v3/reference/events/list#parameters */
export function parseEventsQuery(query: URLSearchParams): EventsQuery {
  const syncToken = query.get('syncToken');
  const restricted =
    NOT_WITH_SYNC_TOKEN.some((name) => query.has(name)) || query.get('showDeleted') === 'false';
  if (syncToken !== null && restricted) throw new Refusal(apiError('syncTokenWithRequestRestrictions'));
  const from = instant(query, 'timeMin', -Infinity);
  const to = instant(query, 'timeMax', Infinity);
  if (to <= from) throw new Refusal(apiError('timeRangeEmpty'));
  const singleEvents = query.get('singleEvents') === 'true';
  const orderBy = query.get('orderBy');
  if (!isOrder(orderBy) || (orderBy === 'startTime' && !singleEvents)) {
    const message = 'The requested ordering is not available for the particular query.';
    throw new Refusal(apiError('invalid', { about: 'orderBy', message }));
  }
  return {
    syncToken,
    pageToken: query.get('pageToken'),
    singleEvents,
    showDeleted: query.get('showDeleted') === 'true',
    from,
    to,
    updatedMin: instant(query, 'updatedMin', -Infinity),
    orderBy,
    iCalUID: query.get('iCalUID'),
    text: query.get('q')?.toLowerCase() ?? null,
    eventTypes: query.getAll('eventTypes'),
    timeZone: query.get('timeZone'),
    syncable: !NO_SYNC_TOKEN_AFTER.some((name) => query.has(name)),
  };
}

/** The offset is mandatory, fractions of a second are ignored. */
function instant(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  if (!RFC3339.test(text) || Number.isNaN(Date.parse(text)))
    throw new Refusal(apiError('badRequest', { about: name }));
  return Math.floor(Date.parse(text) / 1000) * 1000;
}

function isOrder(orderBy: string | null): boolean {
  return orderBy === null || orderBy === 'startTime' || orderBy === 'updated';
}
