import type { EventChange, TimeWindow } from '../provider/calendar-event';
import { type EventRow, toEventRow } from './event-row';
import { reasonToSkip } from './filter';
import { SKIP_REASONS, type SkipReason } from './sync-result';

/** A provider's page, sorted by what it means for the stored events. */
export interface SortedPage {
  rows: EventRow[];
  /** Ids of events or series that are no longer to be there: gone at the provider, or refused by a filter. */
  removed: string[];
  /** Those of `removed` that the provider calls cancelled. */
  cancelled: string[];
  /** Ids of lines that could not be understood: what is stored of them stays, also when a full pull retires. */
  unread: string[];
  skipped: Record<SkipReason, number>;
}

/** No event skipped for any reason. */
export function noneSkipped(): Record<SkipReason, number> {
  return Object.fromEntries(SKIP_REASONS.map((reason) => [reason, 0])) as Record<SkipReason, number>;
}

/** Sorts the changes of a page; of several lines for one id the last one holds. */
export function sortPage(changes: EventChange[], window: TimeWindow): SortedPage {
  const page: SortedPage = { rows: [], removed: [], cancelled: [], unread: [], skipped: noneSkipped() };
  for (const change of lastOfEach(changes)) {
    if (change.kind === 'removed') {
      page.removed.push(change.id);
      if (change.cancelled) page.cancelled.push(change.id);
    } else if (change.kind === 'invalid') {
      page.skipped.invalid += 1;
      page.unread.push(change.id);
    } else {
      const reason = reasonToSkip(change.event, window);
      if (reason) page.skipped[reason] += 1;
      if (reason === undefined || reason === 'outside_window') {
        page.rows.push(toEventRow(change.event, reason !== undefined));
      } else page.removed.push(change.id);
    }
  }
  return page;
}

/** Lines without an id cannot be told apart, so each of them counts. */
function lastOfEach(changes: EventChange[]): EventChange[] {
  const last = new Map<string | symbol, EventChange>();
  for (const change of changes) last.set(change.id || Symbol('no id'), change);
  return [...last.values()];
}
