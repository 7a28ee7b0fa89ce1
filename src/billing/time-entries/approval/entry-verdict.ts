import { Conflict, NotFound, type Problem } from '../../../common/errors/problem';
import { type BillingTerms, rateOf, roundingOf } from '../../terms/billing-terms';
import { billableMinutes } from '../../terms/rounding';
import { lockOf } from '../entry-lock';
import type { EntryStatus, TimeEntry } from '../time-entry.entity';

/** An entry that is up for judgement, with its invoice if it is on one, and the terms that project and client have now. */
export interface Case {
  entry: TimeEntry;
  project: BillingTerms | null;
  client: BillingTerms | null;
}

/** What a judgement writes to an entry. */
export type Judged = Pick<
  TimeEntry,
  'status' | 'rejectionReason' | 'hourlyRate' | 'currency' | 'billableMinutes'
>;

/** The verdict on one entry: a refusal leaves it as it is; `writes` is what changes, null if it is as wanted already. */
export type EntryVerdict = { refusal: Problem } | { writes: Judged | null };

/** Decides about one entry. Pure: it neither reads nor writes. */
export type Judge = (judged: Case) => EntryVerdict;

const UNBILLED: readonly EntryStatus[] = ['pending', 'approved', 'rejected'];

/** The verdict on an id that no entry has. */
export function unknownEntry(): EntryVerdict {
  return { refusal: new NotFound('The time entry') };
}

/** Approves a pending entry on the terms of this moment: rate and billable minutes are frozen. An approved one stays so. */
export const approval: Judge = ({ entry, project, client }) => {
  const lock = lockOf(entry, UNBILLED);
  if (lock) return { refusal: lock };
  if (entry.status === 'approved') return { writes: null };
  if (entry.status === 'rejected') {
    return refused(
      'The entry is rejected. Before it can be approved, its owner or an admin has to send it again, changed or not: then it is pending.',
    );
  }
  if (entry.clientId === null) return refused('The entry has no client: set one before you approve it.');
  const minutes = billableMinutes(entry.durationMinutes, roundingOf(project, client));
  const agreed = { ...rateOf(project, client), billableMinutes: minutes };
  return { writes: { status: 'approved', rejectionReason: null, ...agreed } };
};

/** Rejects an entry, also one that is approved: then what was agreed is forgotten. Another reason replaces the former one. */
export function rejection(reason: string): Judge {
  return ({ entry }) => {
    const lock = lockOf(entry, UNBILLED);
    if (lock) return { refusal: lock };
    if (entry.status === 'rejected' && entry.rejectionReason === reason) return { writes: null };
    const nothingAgreed = { hourlyRate: null, currency: null, billableMinutes: null };
    return { writes: { status: 'rejected', rejectionReason: reason, ...nothingAgreed } };
  };
}

function refused(detail: string): EntryVerdict {
  return { refusal: new Conflict(detail) };
}
