import { DiscoveryService } from '@nestjs/core';

/** Work that repeats on a schedule. It has to be idempotent: it may run twice, or late. */
export interface BackgroundTask {
  /** A cron expression in UTC: five fields, or six with seconds in front. */
  readonly schedule: string;
  /**
   * Does the work. When it throws it is tried again, three times; then it waits for its next slot.
   * @param slot the scheduled instant that this run is for; after several missed ones, the first: one run does for all
   * @returns what it did, in figures, for the log and the operator
   */
  run(slot: Date): Promise<Record<string, number>>;
}

/**
 * Marks a provider as a background task. The name is also that of its job and of its row in `background_tasks`. Workers
 * find the tasks of all rooms at boot.
 */
export const RunsInBackground = DiscoveryService.createDecorator<string>();
