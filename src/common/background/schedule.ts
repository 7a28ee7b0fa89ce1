import { CronTime } from 'cron';

/** The first instant after `after` that a cron expression names, in UTC. @throws when it cannot be read, or never comes */
export function nextSlot(schedule: string, after: Date): Date {
  return new CronTime(schedule, 'UTC').getNextDateFrom(after, 'UTC').toJSDate();
}
