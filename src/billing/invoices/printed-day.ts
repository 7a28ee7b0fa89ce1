import { DateTime } from 'luxon';
import type { Invoice } from './invoice.entity';

/** The day on the wall of whoever drafted the invoice: `YYYY-MM-DD`. */
export function dayOf(instant: Date, { timezone }: Pick<Invoice, 'timezone'>): string {
  return DateTime.fromJSDate(instant, { zone: timezone }).toFormat('yyyy-MM-dd');
}

/** The last day of which something is billed, likewise: the period ends before its end. */
export function lastDayOf(invoice: Pick<Invoice, 'timezone' | 'periodEnd'>): string {
  return dayOf(new Date(invoice.periodEnd.getTime() - 1), invoice);
}

/** A day for people: `3 Mar 2026`. @param day `YYYY-MM-DD` */
export function writtenDay(day: string): string {
  return DateTime.fromISO(day, { zone: 'utc' }).toFormat('d LLL yyyy', { locale: 'en-GB' });
}
