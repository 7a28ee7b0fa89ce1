import { DiscoveryService } from '@nestjs/core';

/** Something that comes back by the clock. It is idempotent: it may run twice, or late. */
export interface BackgroundTask {
  /** A cron expression in UTC: five fields, or six with seconds in front. */
  readonly schedule: string;
  /**
   * Does the work. When it throws it is tried again, three times; then it waits for its next slot.
   * @param slot the instant of the schedule that this is for: of several that were missed the first, once for all
   * @returns what it did, in figures, for the log and the operator
   */
  run(slot: Date): Promise<Record<string, number>>;
}

/**
 * Marks a provider as a background task; the name is the name of its job and of its row in `background_tasks`. Workers
 * find them at boot, whichever room they are in.
 */
export const RunsInBackground = DiscoveryService.createDecorator<string>();
