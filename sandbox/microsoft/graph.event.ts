/** Wall-clock time of a zone (Windows or IANA name); an offset in the text is obeyed in what tests put in, never served. */
export interface DateTimeTimeZone {
  dateTime: string;
  timeZone: string;
}

export type EventType = 'singleInstance' | 'occurrence' | 'exception' | 'seriesMaster';
export type ResponseType =
  'none' | 'organizer' | 'tentativelyAccepted' | 'accepted' | 'declined' | 'notResponded';

export interface ResponseStatus {
  response: ResponseType;
  time: string;
}

export interface Attendee {
  type?: 'required' | 'optional' | 'resource';
  status?: ResponseStatus;
  emailAddress: { name?: string; address: string };
}

/** https://learn.microsoft.com/graph/api/resources/patternedrecurrence; of the patterns, daily and weekly are expanded. */
export interface PatternedRecurrence {
  pattern: {
    type: string;
    interval: number;
    daysOfWeek?: string[];
    firstDayOfWeek?: string;
    [field: string]: unknown;
  };
  range: {
    type: string;
    startDate?: string;
    endDate?: string;
    numberOfOccurrences?: number;
    recurrenceTimeZone?: string;
    [field: string]: unknown;
  };
}

/**
 * Graph's event JSON, but for what says which event it is. Named here is what the simulator reads; any other field is
 * stored and served as it came. https://learn.microsoft.com/graph/api/resources/event
 */
export interface Fields {
  subject?: string | null;
  body?: { contentType: 'text' | 'html'; content: string };
  start?: DateTimeTimeZone;
  end?: DateTimeTimeZone;
  isAllDay?: boolean;
  isCancelled?: boolean;
  showAs?: string;
  sensitivity?: string;
  /** On the master of a series only. */
  recurrence?: PatternedRecurrence | null;
  attendees?: Attendee[];
  responseStatus?: ResponseStatus;
  [field: string]: unknown;
}

export interface GraphEvent extends Fields {
  id: string;
  type: EventType;
  /** On an occurrence or exception only: its series, and when the series had planned it (RFC 3339). */
  seriesMasterId?: string | null;
  originalStart?: string;
}

/**
 * An event to be stored; what is left out gets the value that Graph gives a new event. `recurrence` makes it a series;
 * `seriesMasterId` with `originalStart` makes it an exception of one.
 */
export type EventInput = Partial<GraphEvent>;

/** Fields to lay over an event; new times move it. */
export type EventPatch = Partial<GraphEvent>;
