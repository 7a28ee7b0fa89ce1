import type { SyncTrigger } from './sync-run.entity';

/** Which calendar is to be synced, and why. */
export interface SyncRequest {
  calendarId: string;
  /** The calendar has to be this user's and this provider's, else it does not exist. */
  userId: string;
  provider: string;
  trigger: SyncTrigger;
  /** The run that waits for this, and how often it was started before. Absent when somebody waits for the answer. */
  queued?: { runId: string; attempts: number };
}

/** The smaller number goes first, as in Bull: people who wait come before the background. */
export const PRIORITY: Record<SyncTrigger, number> = { manual: 1, push: 2, admin: 3, scheduled: 4 };
