/** Whether a run pulled its whole window, or what changed since the last one. */
export const SYNC_MODES = ['full', 'incremental'] as const;
export type SyncMode = (typeof SYNC_MODES)[number];

/** Why an event is not stored. */
export const SKIP_REASONS = [
  'all_day',
  'declined',
  'free',
  'cancelled',
  'out_of_office',
  'focus_time',
  'working_location',
  'outside_window',
  'invalid',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** What a run did, event by event. */
export interface SyncCounts {
  created: number;
  updated: number;
  removed: number;
  unchanged: number;
  skipped: Record<SkipReason, number>;
  pages: number;
}
