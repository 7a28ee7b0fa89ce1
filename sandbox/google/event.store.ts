import { ChangeLog } from '../simulator/change.log';
import { Clock } from '../simulator/clock';
import { completeEvent, Home, patched } from './event.completion';
import { EventInput, EventPatch, GoogleEvent } from './google.event';
import { Occurrence, occurrenceOf } from './occurrence';
import { parseRecurrence } from './recurrence.text';
import { Series } from './series';
import { splitAt } from './series.split';

const INSTANCE_ID = /^(.+)_\d{8}(?:T\d{6}Z)?$/;

/**
 * The events of one calendar, cancelled ones included, and the order in which they changed.
 * Expanded views reach to the end of next year, or as far as a caller asks.
 */
export class EventStore {
  private readonly changes = new ChangeLog();
  private readonly events = new Map<string, GoogleEvent>();
  private readonly series = new Map<string, Series>();
  private expanded: { revision: number; until: number; occurrences: readonly Occurrence[] } | undefined;

  constructor(
    private readonly home: Home,
    private readonly clock: Clock,
  ) {}

  /** Grows by one with each change. */
  get revision(): number {
    return this.changes.revision;
  }

  /** The event, master or instance with this id as it stands now. */
  find(id: string): GoogleEvent {
    const master = INSTANCE_ID.exec(id)?.[1] ?? '';
    const event = this.events.get(id) ?? this.series.get(master)?.instance(id, this.horizon());
    if (!event) throw new RangeError(`No event ${id} on calendar ${this.home.calendarId}`);
    return event;
  }

  /** Stores an event, replacing the one with its id. A `recurringEventId` makes it an exception of that series. */
  put(input: EventInput): GoogleEvent {
    const event = completeEvent(input, this.home, this.clock.iso());
    this.refuseNonsense(event);
    const revision = this.changes.add(event.id);
    this.events.set(event.id, event);
    const known = this.series.get(event.id);
    const vanished = known?.replaceMaster(event, revision, this.horizon()) ?? [];
    for (const id of vanished) this.events.delete(id);
    if (event.recurrence && !known) this.series.set(event.id, new Series(event, this.home.zone));
    this.seriesOf(event)?.exceptions.set(event.id, event);
    return event;
  }

  /** Changes some fields of a single event, a master or an instance; an instance becomes an exception by it. */
  patch(id: string, patch: EventPatch): GoogleEvent {
    return this.put(patched(this.find(id), patch));
  }

  /** Deletes a single event or a whole series, or cancels one instance. */
  cancel(id: string): GoogleEvent {
    return this.patch(id, { status: 'cancelled' });
  }

  /**
   * "This and following": the series ends before the instance `id`, and a new one with a new master goes on from there.
   * Returns the new master.
   */
  split(id: string, patch: EventPatch): GoogleEvent {
    const instance = this.find(id);
    const master = this.find(instance.recurringEventId ?? id);
    const planned = this.series.get(master.id)?.occurrences(this.horizon()) ?? [];
    const place = planned.findIndex(({ event }) => event.id === id);
    if (place < 0) throw new RangeError(`${id} is no instance of a series`);
    const { ending, following } = splitAt(master, instance, place);
    this.patch(master.id, ending);
    return this.put(patched(following, patch));
  }

  /** Every event once, exceptions beside their masters, in no promised order (`singleEvents=false`). */
  resources(): Occurrence[] {
    return [...this.events.values()].map((event) => this.occurrence(event));
  }

  /** Every single event and every instance, by start (`singleEvents=true`). Expands at least up to `until`. */
  occurrences(until = -Infinity): readonly Occurrence[] {
    const reach = Math.max(until, this.horizon());
    const { expanded, revision } = this;
    if (expanded?.revision === revision && expanded.until >= reach) return expanded.occurrences;
    const occurrences = [...this.events.values()]
      .flatMap((event) => this.expand(event, reach))
      .sort((a, b) => a.start - b.start || 0);
    this.expanded = { revision, until: reach, occurrences };
    return occurrences;
  }

  /** What changed after `revision`, series and exceptions as such (`singleEvents=false`). */
  changedResources(revision: number): Occurrence[] {
    return this.changedEvents(revision).map((event) => this.occurrence(event));
  }

  /**
   * What changed after `revision`, expanded: a touched series comes with all its instances, those that vanished as
   * stubs. Deleted series are told by a stub per instance or by one of the master.
   */
  changedOccurrences(revision: number, deletedSeriesAs: 'instances' | 'master'): Occurrence[] {
    const changed = this.changedEvents(revision);
    const touched = new Set(changed.map(({ id }) => id));
    return changed.flatMap((event) => {
      if (event.recurringEventId !== undefined && touched.has(event.recurringEventId)) return [];
      const series = this.series.get(event.id);
      if (!series) return [this.occurrence(event)];
      if (!series.live && deletedSeriesAs === 'master') return [this.occurrence(event)];
      const vanished = series.vanishedSince(revision);
      const stubs = vanished.map((stub) => ({ event: stub, start: -Infinity, end: Infinity, updated: '' }));
      return [...series.occurrences(this.horizon()), ...stubs];
    });
  }

  /** A rule that cannot be expanded, or an exception of an instance that is not planned: better here than in a listing. */
  private refuseNonsense(event: GoogleEvent): void {
    if (event.recurrence || this.series.has(event.id)) parseRecurrence(event.recurrence ?? []);
    const series = this.seriesOf(event);
    if (series && !series.instance(event.id, this.horizon())) {
      throw new RangeError(`Series ${event.recurringEventId} has no instance ${event.id}`);
    }
  }

  private changedEvents(revision: number): GoogleEvent[] {
    return [...this.changes.idsSince(revision)].flatMap((id) => this.events.get(id) ?? []);
  }

  private expand(event: GoogleEvent, until: number): Occurrence[] {
    const series = this.series.get(event.id);
    if (series) return series.occurrences(until);
    return this.seriesOf(event) ? [] : [this.occurrence(event)];
  }

  private occurrence(event: GoogleEvent): Occurrence {
    return occurrenceOf(event, this.home.zone, this.seriesOf(event)?.live ?? false);
  }

  private seriesOf(event: GoogleEvent): Series | undefined {
    return this.series.get(event.recurringEventId ?? '');
  }

  private horizon(): number {
    return Date.UTC(new Date(this.clock.now()).getUTCFullYear() + 2, 0);
  }
}
