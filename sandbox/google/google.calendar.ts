export type AccessRole = 'freeBusyReader' | 'reader' | 'writerWithoutPrivateAccess' | 'writer' | 'owner';

/** One line of an account's calendar list; the calendar itself may be on several lists (sharing). */
export interface CalendarListEntry {
  id: string;
  summary: string;
  summaryOverride?: string;
  description?: string;
  /** IANA name. */
  timeZone: string;
  accessRole: AccessRole;
  primary?: boolean;
  selected?: boolean;
  hidden?: boolean;
  colorId?: string;
  backgroundColor?: string;
  foregroundColor?: string;
  [field: string]: unknown;
}

/** A calendar to seed: the role defaults to `owner`, the summary to the id, the zone to the account's. */
export type CalendarInput = Partial<CalendarListEntry> & { id: string };
