/** A start or an end: a bare day (all-day, end exclusive, no zone) or an instant with the zone it was planned in. */
export interface EventTime {
  date?: string;
  dateTime?: string;
  timeZone?: string;
}

export interface Attendee {
  email: string;
  displayName?: string;
  self?: boolean;
  organizer?: boolean;
  optional?: boolean;
  resource?: boolean;
  responseStatus?: ResponseStatus;
}

export type ResponseStatus = 'needsAction' | 'declined' | 'tentative' | 'accepted';

/**
 * Google's event JSON. Named here is what the simulator reads; any other field is stored and served as it came.
 * https://developers.google.com/workspace/calendar/api/v3/reference/events#resource
 */
export interface GoogleEvent {
  id: string;
  status?: string;
  summary?: string;
  description?: string;
  start?: EventTime;
  end?: EventTime;
  /** On the master of a series only. */
  recurrence?: string[];
  /** On an instance only: the master's id, and when the rule had planned it. */
  recurringEventId?: string;
  originalStartTime?: EventTime;
  iCalUID?: string;
  eventType?: string;
  updated?: string;
  attendees?: Attendee[];
  [field: string]: unknown;
}

/** An event to be stored. Without an id one is made; without status, uid, zone, … Google's defaults apply. */
export type EventInput = Partial<GoogleEvent>;

/** Fields to lay over an event; null takes a field away. */
export type EventPatch = { [Field in keyof GoogleEvent]?: GoogleEvent[Field] | null };
