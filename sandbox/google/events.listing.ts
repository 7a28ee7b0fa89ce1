import { Occurrence } from './occurrence';

/** The result of a query for events. */
export interface EventsListing {
  calendarId: string;
  occurrences: readonly Occurrence[];
  /** State of the calendar that the listing shows. */
  revision: number;
  epoch: string;
}
