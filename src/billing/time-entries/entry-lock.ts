import { Conflict } from '../../common/errors/problem';
import { invoiceNumber } from '../invoices/invoice-number';
import type { EntryStatus, TimeEntry } from './time-entry.entity';

/** As much of an entry as decides whether it may change; with its invoice, if it is on one. */
export type Lockable = Pick<TimeEntry, 'status' | 'invoiceId' | 'invoice'>;

const REASONS: Record<EntryStatus, string> = {
  pending: 'The entry is pending.',
  approved: 'The entry is approved: an admin has to reject it before it can change.',
  rejected: 'The entry is rejected.',
  billed: 'The entry is billed.',
};

/** @throws Conflict `entry_locked` with the reason, unless the entry is in one of `open` states and on no invoice */
export function requireUnlocked(entry: Lockable, open: readonly EntryStatus[]): void {
  const lock = lockOf(entry, open);
  if (lock) throw lock;
}

/** What `requireUnlocked` would throw, for callers that judge many entries; undefined when the entry may change. */
export function lockOf(entry: Lockable, open: readonly EntryStatus[]): Conflict | undefined {
  if (entry.invoiceId !== null) {
    return new Conflict(onInvoice(entry), 'entry_locked', { invoice_id: entry.invoiceId });
  }
  return open.includes(entry.status) ? undefined : new Conflict(REASONS[entry.status], 'entry_locked');
}

/** @throws Conflict when the entry is not at the version `seen` any more; undefined accepts any version */
export function requireVersion({ version }: Pick<TimeEntry, 'version'>, seen: number | undefined): void {
  if (seen === undefined || seen === version) return;
  const detail = `The entry has changed since version ${seen}: read it again before you change it.`;
  throw new Conflict(detail, 'conflict', { version });
}

function onInvoice({ status, invoice }: Lockable): string {
  if (status !== 'billed')
    return 'The entry is on a draft invoice: an admin has to void the draft before the entry can change.';
  const number = invoice?.number ? ` ${invoiceNumber(invoice.number)}` : '';
  return `The entry is billed on invoice${number}: an admin has to void the invoice before the entry can change.`;
}
