import type { EntryStatus, TimeEntry } from '../../../billing/time-entries/time-entry.entity';

/** An entry with the names that people know. */
export interface ShownEntry extends Pick<
  TimeEntry,
  'id' | 'startedAt' | 'endedAt' | 'durationMinutes' | 'description' | 'projectId' | 'invoiceId'
> {
  status: EntryStatus;
  project: string | null;
  client: string | null;
}
