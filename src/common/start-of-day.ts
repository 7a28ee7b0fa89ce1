import { DateTime } from 'luxon';

/**
 * The first instant of a local day, which may have 23 or 25 hours. Where clocks go back over midnight (Havana, the
 * Azores) the day has two midnights, and begins with the first.
 * @param date YYYY-MM-DD
 * @param zone IANA name
 * @param daysLater takes the day that many days after `date`
 * @returns undefined if there is no such date or zone
 */
export function startOfDay(date: string, zone: string, daysLater = 0): Date | undefined {
  const noon = DateTime.fromISO(`${date}T12:00`, { zone }).plus({ days: daysLater });
  if (!noon.isValid) return undefined;
  const midnight = noon.startOf('day');
  // Luxon takes the second one when it comes from noon.
  const before = midnight.minus({ hours: 1 });
  return (before.hasSame(midnight, 'day') ? before : midnight).toJSDate();
}
