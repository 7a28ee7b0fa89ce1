import { instantOf } from './event.time';
import { GoogleEvent } from './google.event';

/** An event with its times at hand for windows and order. What is to be served is `event`, told in the calendar's zone. */
export interface Occurrence {
  readonly event: GoogleEvent;
  /** Epoch milliseconds, `end` exclusive; ±Infinity when a time cannot be read, so that no window hides the event. */
  readonly start: number;
  readonly end: number;
  /** RFC 3339; kept beside the event because a stub does not tell it. */
  readonly updated: string;
}

/**
 * @param zone the calendar's zone: where a day begins.
 * @param ofLiveSeries whether the event is an instance of a series that still exists; it decides the shape of a stub.
 */
export function occurrenceOf(event: GoogleEvent, zone: string, ofLiveSeries: boolean): Occurrence {
  const start = instantOf(event.start, zone);
  const end = instantOf(event.end, zone);
  return {
    event: event.status === 'cancelled' ? stubOf(event, ofLiveSeries) : event,
    start: Number.isNaN(start) ? -Infinity : start,
    end: Number.isNaN(end) ? Infinity : end,
    updated: event.updated ?? '',
  };
}

/**
 * All that Google promises of a cancelled event; the simulator never gives more, so that nobody relies on more.
 * https://developers.google.com/workspace/calendar/api/v3/reference/events#status
 */
export function stubOf(event: GoogleEvent, ofLiveSeries: boolean): GoogleEvent {
  const { kind, etag, id, recurringEventId, originalStartTime } = event;
  const bare = { kind, etag, id, status: 'cancelled' };
  return ofLiveSeries ? { ...bare, recurringEventId, originalStartTime } : bare;
}
