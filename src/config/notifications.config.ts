import { registerAs } from '@nestjs/config';
import { readEnvironment } from './environment';

/** When people get their daily summary unless they say otherwise: HH:MM, local to each. */
export const notificationsConfig = registerAs('notifications', () => ({
  dailySummaryTime: readEnvironment().DAILY_SUMMARY_TIME,
}));
