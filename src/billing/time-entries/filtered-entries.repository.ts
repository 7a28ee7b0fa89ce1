import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { whereOverlapping } from './overlaps/overlaps.repository';
import { type EntrySource, type EntryStatus, TimeEntry } from './time-entry.entity';

/** Which entries of a list are wanted; `from` is inclusive and `to` exclusive, both on `startedAt`. */
export interface EntryFilter {
  from?: Date;
  to?: Date;
  status?: EntryStatus;
  source?: EntrySource;
  projectId?: string;
  clientId?: string;
  /** Only those that share time with others of the same person, or only the others. */
  overlapping?: boolean;
}

/** The entries of `owner`, or of everybody if that is undefined, under the alias `entry`. */
export function visibleEntries(
  manager: EntityManager,
  owner: string | undefined,
): SelectQueryBuilder<TimeEntry> {
  const query = manager.createQueryBuilder(TimeEntry, 'entry');
  return owner === undefined ? query : query.where('entry.userId = :owner', { owner });
}

/** The visible entries that match a filter, under the alias `entry`: for lists and totals alike. */
export function filteredEntries(
  manager: EntityManager,
  owner: string | undefined,
  filter: EntryFilter,
): SelectQueryBuilder<TimeEntry> {
  const query = visibleEntries(manager, owner);
  const { from, to, status, source, projectId, clientId, overlapping } = filter;
  if (from) query.andWhere('entry.startedAt >= :from', { from });
  if (to) query.andWhere('entry.startedAt < :to', { to });
  if (status) query.andWhere('entry.status = :status', { status });
  if (source) query.andWhere('entry.source = :source', { source });
  if (projectId) query.andWhere('entry.projectId = :projectId', { projectId });
  if (clientId) query.andWhere('entry.clientId = :clientId', { clientId });
  if (overlapping !== undefined) whereOverlapping(query, overlapping, { owner, from, to });
  return query;
}
