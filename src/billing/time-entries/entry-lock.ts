import { Conflict } from '../../common/errors/problem';
import type { EntryStatus, TimeEntry } from './time-entry.entity';

const REASONS: Record<EntryStatus, string> = {
  pending: 'The entry is pending.',
  approved: 'The entry is approved: an admin has to reject it before it can change.',
  rejected: 'The entry is rejected.',
  billed: 'The entry is on an invoice and never changes again.',
};

/** @throws Conflict `entry_locked` with the reason, unless the entry is in one of `open` states */
export function requireUnlocked(entry: Pick<TimeEntry, 'status'>, open: readonly EntryStatus[]): void {
  if (!open.includes(entry.status)) throw new Conflict(REASONS[entry.status], 'entry_locked');
}
