import type { EventInput } from '../../sandbox/google/google.event';

const HOUR = 60 * 60 * 1000;

/** A meeting of an hour in Google's shape, `hours` from now (on the full second, as calendars have it). */
export function meeting(hours: number, fields: Partial<EventInput> = {}): EventInput {
  const start = Math.floor(Date.now() / 1000) * 1000 + hours * HOUR;
  return { summary: `Meeting in ${hours} h`, ...span(start, start + HOUR), ...fields };
}

/** Start and end of a meeting in Google's shape. */
export function span(start: number | Date, end: number | Date): Pick<EventInput, 'start' | 'end'> {
  return {
    start: { dateTime: new Date(start).toISOString() },
    end: { dateTime: new Date(end).toISOString() },
  };
}
