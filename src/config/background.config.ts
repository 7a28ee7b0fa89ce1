import { registerAs } from '@nestjs/config';
import { readEnvironment } from './environment';

/** What happens without a request: whether this process does it, how much at once, and when. */
export const backgroundConfig = registerAs('background', () => {
  const env = readEnvironment();
  return {
    works: env.PROCESS_ROLE !== 'api',
    /** Runs that all processes together have under way at one provider. */
    syncInFlight: env.SYNC_IN_FLIGHT,
    /** In UTC, as all schedules. */
    syncCron: env.SYNC_CRON,
    cleanupCron: env.CLEANUP_CRON,
  };
});
