import { DiscoveryService } from '@nestjs/core';

/** Something that comes back by the clock. It is idempotent: it may run twice, or late. */
export interface BackgroundTask {
  /** A cron expression in UTC. */
  readonly schedule: string;
  /**
   * Does the work.
   * @param slot the instant of the schedule that this is for
   * @returns what it did, in figures, for the log and the operator
   */
  run(slot: Date): Promise<Record<string, number>>;
}

/** Marks a provider as a background task; the name is the name of its job. Workers find them at boot. */
export const RunsInBackground = DiscoveryService.createDecorator<string>();
