export type SyncMode = 'full' | 'incremental';

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
