import { EventPatch, EventType, Fields } from './graph.event';
import { instantOf } from './graph.time';

/** A single event, a master, an occurrence or an exception, as the mailbox keeps it. */
export interface Item {
  readonly id: string;
  readonly type: EventType;
  /** Epoch milliseconds; ±Infinity when a time cannot be read, so that no window hides the event. */
  readonly start: number;
  readonly end: number;
  /** Times included, as they were put in: for events whose times cannot be read. */
  readonly fields: Fields;
  readonly seriesMasterId: string | null;
  /** Epoch milliseconds. */
  readonly originalStart: number | null;
}

/** Where a period begins and ends, the end exclusive. Epoch milliseconds. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

export function periodOf({ start, end, isAllDay = false }: Fields): Period {
  const [from, to] = [instantOf(start, isAllDay), instantOf(end, isAllDay)];
  return { start: Number.isNaN(from) ? -Infinity : from, end: Number.isNaN(to) ? Infinity : to };
}

/** Whether a period touches a window; a moment counts where it stands. */
export function overlaps({ start, end }: Period, window: Period): boolean {
  return start < window.end && (end > window.start || start >= window.start);
}

/** A patch, or an input, without what an item has of its own. */
export function fieldsOf({
  id: _,
  type: _type,
  seriesMasterId: _master,
  originalStart: _planned,
  ...fields
}: EventPatch): Fields {
  return fields;
}
