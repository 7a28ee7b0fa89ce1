/** A line of `/me/calendars`: https://learn.microsoft.com/graph/api/resources/calendar */
export interface CalendarEntry {
  id: string;
  name: string;
  color: string;
  hexColor: string;
  isDefaultCalendar: boolean;
  canEdit: boolean;
  owner: { name: string; address: string };
  [field: string]: unknown;
}

/** A calendar to seed; the id is made from the name unless given. */
export type CalendarInput = Partial<CalendarEntry> & { name: string };
