import { registerAs } from '@nestjs/config';
import { readEnvironment } from './environment';

/** The window of a newly selected calendar, in days around now. */
export const calendarsConfig = registerAs('calendars', () => {
  const env = readEnvironment();
  return { daysBack: env.SYNC_DAYS_BACK, daysForward: env.SYNC_DAYS_FORWARD };
});
