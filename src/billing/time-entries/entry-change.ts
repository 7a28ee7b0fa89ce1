import type { BillingTarget } from './billing-targets';
import { type Span, toSpan } from './span';
import type { TimeEntry } from './time-entry.entity';

/** What a person changes of an entry; an absent field stays as it is. */
export interface EntryChange {
  startedAt?: Date;
  endedAt?: Date;
  durationMinutes?: number;
  description?: string;
  projectId?: string | null;
  clientId?: string | null;
}

/** True when a change names any field at all, even with the value that it has. */
export function namesAnything(change: EntryChange): boolean {
  return Object.values(change).some((value) => value !== undefined);
}

/**
 * The span after a change: a new duration moves the end, a new start leaves it.
 * @throws ValidationFailed as `toSpan`
 */
export function spanAfter(entry: TimeEntry, { startedAt, endedAt, durationMinutes }: EntryChange): Span {
  if (startedAt === undefined && endedAt === undefined && durationMinutes === undefined) return entry;
  const end = endedAt ?? (durationMinutes === undefined ? entry.endedAt : undefined);
  return toSpan(startedAt ?? entry.startedAt, { endedAt: end, durationMinutes });
}

/** The target that a change asks for; undefined when it names neither project nor client. A new project brings its client. */
export function targetWanted(
  before: BillingTarget,
  { projectId, clientId }: Partial<BillingTarget>,
): BillingTarget | undefined {
  if (projectId === undefined && clientId === undefined) return undefined;
  return {
    projectId: projectId === undefined ? before.projectId : projectId,
    clientId: clientId === undefined ? (projectId ? null : before.clientId) : clientId,
  };
}

/** Whether a change wants another target than before. The same one may be sent again, even if it was archived since. */
export function isElsewhere(before: BillingTarget, { projectId, clientId }: BillingTarget): boolean {
  if (projectId !== before.projectId) return true;
  // A project without a client brings its own, and that is the one from before.
  const clientFollows = projectId !== null && clientId === null;
  return !clientFollows && clientId !== before.clientId;
}

/**
 * Writes a change to the entry in memory. An entry that came from a meeting stops following it when a person changes its
 * time or description. A rejected entry is pending again.
 */
export function applyChange(entry: TimeEntry, span: Span, description: string, now: Date): void {
  const edited =
    entry.startedAt.getTime() !== span.startedAt.getTime() ||
    entry.endedAt.getTime() !== span.endedAt.getTime() ||
    entry.durationMinutes !== span.durationMinutes ||
    entry.description !== description;
  const { startedAt, endedAt, durationMinutes } = span;
  Object.assign(entry, { startedAt, endedAt, durationMinutes, description });
  if (edited && entry.provenance.eventId !== null) entry.editedAt = now;
  entry.status = 'pending';
  entry.rejectionReason = null;
}
