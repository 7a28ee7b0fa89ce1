import { EventStore } from './event.store';
import { Item, overlaps, Period } from './item';
import { Series } from './series';
import { Settings } from './settings';

/** A line of a delta answer. */
export type Row = { shape: 'full' | 'stub'; item: Item } | { shape: 'removed'; id: string };

type RowSettings = Pick<Settings, 'seriesMasters' | 'deletedSeriesAs' | 'vanishedOccurrencesAs'>;

/** What takes place in a window, by start: single events, occurrences and exceptions, no masters. */
export function viewItems(events: EventStore, window: Period): Item[] {
  const occurrences = [...events.allSeries()].flatMap((series) => occurrencesIn(series, window));
  const singles = [...events.allSingles()].filter((item) => overlaps(item, window));
  return [...singles, ...occurrences].sort((a, b) => a.start - b.start || 0);
}

/** The first round: everything in the window, a series with its master. */
export function initialRows(events: EventStore, window: Period, settings: RowSettings): Row[] {
  const singles = [...events.allSingles()].filter((item) => overlaps(item, window)).map(full);
  return [...singles, ...[...events.allSeries()].flatMap((series) => seriesRows(series, window, settings))];
}

/**
 * What changed since `revision`. What is gone, or is not in the window, is removed, whether the caller knew it or not.
 * A series that was touched comes as a whole, and says nothing of an occurrence that was deleted: it is just not there.
 * https://learn.microsoft.com/graph/delta-query-events, https://github.com/microsoftgraph/microsoft-graph-docs/pull/4501
 */
export function changedRows(
  events: EventStore,
  revision: number,
  window: Period,
  settings: RowSettings,
): Row[] {
  const changed = [...events.changedSince(revision)].flatMap((id): Row[] => {
    const series = events.seriesOf(id);
    const rows = series ? seriesRows(series, window, settings) : [];
    const item = events.find(id);
    if (!series && item && overlaps(item, window)) return [full(item)];
    return rows.length > 0 ? rows : [{ shape: 'removed', id }];
  });
  const vanished = events.vanishedSince(revision).filter((gone) => overlaps(gone, window));
  const told = vanished.filter(({ seriesMasterId }) =>
    events.seriesOf(seriesMasterId)
      ? settings.vanishedOccurrencesAs === 'removed'
      : settings.deletedSeriesAs === 'masterAndOccurrences',
  );
  return [...changed, ...told.map(({ id }): Row => ({ shape: 'removed', id }))];
}

/** Occurrences as stubs, exceptions in full, and the master beside them though it is no meeting in the window. */
function seriesRows(series: Series, window: Period, { seriesMasters }: RowSettings): Row[] {
  const rows = occurrencesIn(series, window).map((item): Row => {
    return item.type === 'occurrence' ? { shape: 'stub', item } : full(item);
  });
  if (rows.length === 0 || seriesMasters === 'withheld') return rows;
  const master = full(series.master);
  return seriesMasters === 'first' ? [master, ...rows] : [...rows, master];
}

function occurrencesIn(series: Series, window: Period): Item[] {
  return series.occurrences(window.end).filter((item) => overlaps(item, window));
}

function full(item: Item): Row {
  return { shape: 'full', item };
}
