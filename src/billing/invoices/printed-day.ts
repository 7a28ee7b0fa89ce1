import { DateTime } from 'luxon';
import type { Invoice } from './invoice.entity';

/** The local day of an instant, in the time zone of the invoice: `YYYY-MM-DD`. */
export function dayOf(instant: Date, { timezone }: Pick<Invoice, 'timezone'>): string {
  return DateTime.fromJSDate(instant, { zone: timezone }).toFormat('yyyy-MM-dd');
}

/** The last local day that is billed: `periodEnd` itself is not. */
export function lastDayOf(invoice: Pick<Invoice, 'timezone' | 'periodEnd'>): string {
  return dayOf(new Date(invoice.periodEnd.getTime() - 1), invoice);
}

/** A day for people: `3 Mar 2026`. @param day `YYYY-MM-DD` */
export function writtenDay(day: string): string {
  return DateTime.fromISO(day, { zone: 'utc' }).toFormat('d LLL yyyy', { locale: 'en-GB' });
}
