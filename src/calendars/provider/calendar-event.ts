export type EventStatus = 'confirmed' | 'tentative' | 'cancelled';
/** RFC 5545 TRANSP: whether the time counts as busy. */
export type Transparency = 'opaque' | 'transparent';
/** RFC 5545 CLASS. */
export type Visibility = 'public' | 'private' | 'confidential';
/** RFC 5545 PARTSTAT: the answer of the calendar's owner or of an attendee. */
export const PARTSTATS = ['needs_action', 'accepted', 'tentative', 'declined'] as const;
export type Partstat = (typeof PARTSTATS)[number];
/** What the time is used for, where a provider tells. */
export type EventKind = 'default' | 'out_of_office' | 'focus_time' | 'working_location';

/** Somebody who was asked to a meeting. */
export interface Attendee {
  email: string;
  name?: string;
  partstat: Partstat;
  optional?: boolean;
  resource?: boolean;
}

/**
 * A meeting in the words of iCalendar (RFC 5545), whichever provider it came from. Series arrive as their occurrences.
 */
export interface CalendarEvent {
  /** The provider's id: unique in its calendar, different for each occurrence. */
  id: string;
  uid: string | null;
  /** The original start of an occurrence. */
  recurrenceId: Date | null;
  /** The provider's id of the series. */
  seriesId: string | null;
  status: EventStatus;
  summary: string | null;
  description: string | null;
  location: string | null;
  /** Instants; for an all-day event midnight UTC of its dates, end exclusive. */
  startsAt: Date;
  endsAt: Date;
  allDay: boolean;
  /** IANA name of the zone it was planned in. */
  timeZone: string | null;
  transparency: Transparency;
  visibility: Visibility;
  kind: EventKind;
  /** The owner's own answer; null when nobody was asked. */
  partstat: Partstat | null;
  /** E-mail address. */
  organizer: string | null;
  attendees: Attendee[];
  categories: string[];
  htmlLink: string | null;
}

/** One line of a provider's answer, in its order: of two lines for one id the later one holds. */
export type EventChange =
  | { kind: 'event'; id: string; event: CalendarEvent }
  /**
   * Deleted, cancelled or no longer shared. The id may be that of a series: then all its occurrences go. `unconfirmed`
   * when the provider says the same of events that are still there: see `EventLookup`. `cancelled` when it says that the
   * event was called off: one that was never stored is counted as skipped then.
   */
  | { kind: 'removed'; id: string; unconfirmed?: true; cancelled?: true }
  /** Not to be understood; what is stored stays, and the line is counted. */
  | { kind: 'invalid'; id: string; reason: string };

/** A span of time, `from` inclusive, `to` exclusive. */
export interface TimeWindow {
  from: Date;
  to: Date;
}

/** One page of a pull. It may be empty without being the last one. */
export interface EventPage {
  changes: EventChange[];
  /** Where a pull that is interrupted after this page goes on. Opaque, short-lived; absent on the last page. */
  continuation?: string;
  /** Where the next incremental pull begins. Opaque, long-lived; on the last page only. */
  cursor?: string;
}
