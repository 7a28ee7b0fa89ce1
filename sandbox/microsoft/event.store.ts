import { randomBytes } from 'node:crypto';
import { ChangeLog } from '../simulator/change.log';
import { Clock } from '../simulator/clock';
import { completeFields, Owner } from './event.completion';
import { masterOf, occurrenceId } from './event.id';
import { EventInput, EventPatch, Fields } from './graph.event';
import { dayIn } from './graph.time';
import { fieldsOf, Item, Period, periodOf } from './item';
import { Series } from './series';
import { splitAt } from './series.split';

/** An occurrence that was there once. */
export interface Vanished extends Period {
  readonly id: string;
  readonly seriesMasterId: string;
}

/** The events of one calendar, and the order in which they changed. A series changes as a whole. */
export class EventStore {
  private readonly changes = new ChangeLog();
  private readonly singles = new Map<string, Item>();
  private readonly series = new Map<string, Series>();
  private readonly vanished = new Map<string, Vanished & { revision: number }>();

  constructor(
    private readonly owner: Owner,
    private readonly clock: Clock,
  ) {}

  /** Grows with each change. */
  get revision(): number {
    return this.changes.revision;
  }

  /** The event, master, occurrence or exception with this id as it stands now. */
  find(id: string): Item | undefined {
    const series = this.series.get(masterOf(id) ?? '');
    return this.singles.get(id) ?? this.series.get(id)?.master ?? series?.occurrence(id, this.horizon());
  }

  get(id: string): Item {
    const item = this.find(id);
    if (!item) throw new RangeError(`No event ${id}`);
    return item;
  }

  /** Stores an event, replacing the one with its id; or makes an exception, when the input names series and original start. */
  put(input: EventInput): Item {
    const { seriesMasterId, originalStart } = input;
    if (seriesMasterId) return this.patch(this.plannedId(seriesMasterId, originalStart ?? ''), input);
    const id = input.id ?? `AAkALgAAAAAA${randomBytes(24).toString('base64url')}`;
    this.store(id, completeFields(input, this.owner, this.clock.iso()));
    return this.get(id);
  }

  /** Changes some fields of a single event, a series or an occurrence; an occurrence becomes an exception by it. */
  patch(id: string, patch: EventPatch): Item {
    const item = this.get(id);
    const stamped = { ...fieldsOf(patch), lastModifiedDateTime: this.clock.iso() };
    const series = this.series.get(item.seriesMasterId ?? '');
    if (series) this.track(series.master.id, () => series.except(id, stamped));
    else this.store(id, { ...item.fields, ...stamped });
    return this.get(id);
  }

  /** Takes away a single event, a whole series, or one occurrence. */
  delete(id: string): void {
    const { seriesMasterId } = this.get(id);
    const series = this.series.get(seriesMasterId ?? '');
    this.track(seriesMasterId ?? id, () => {
      if (series) series.delete(id);
      else this.forget(id);
    });
  }

  /** "This and following" from the occurrence `id`; returns the new master. */
  split(id: string, patch: EventPatch): Item {
    const from = this.get(id);
    const series = this.series.get(from.seriesMasterId ?? '');
    if (!series) throw new RangeError(`${id} is no occurrence of a series`);
    const { ending, following } = splitAt(series, from, series.placeOf(id, this.horizon()));
    this.patch(series.master.id, { recurrence: ending });
    return this.put({ ...following, ...patch });
  }

  allSingles(): Iterable<Item> {
    return this.singles.values();
  }

  allSeries(): Iterable<Series> {
    return this.series.values();
  }

  seriesOf(masterId: string): Series | undefined {
    return this.series.get(masterId);
  }

  /** Ids of the single events and the series that changed after `revision`, those that are gone included. */
  changedSince(revision: number): Set<string> {
    return this.changes.idsSince(revision);
  }

  /** Occurrences that went away after `revision` and did not come back. */
  vanishedSince(revision: number): Vanished[] {
    const recent = [...this.vanished.values()].filter((vanished) => vanished.revision > revision);
    return recent.filter(({ id }) => !this.find(id));
  }

  private store(id: string, fields: Fields): void {
    const type = fields.recurrence ? 'seriesMaster' : 'singleInstance';
    const item: Item = { id, type, ...periodOf(fields), fields, seriesMasterId: null, originalStart: null };
    const series = fields.recurrence ? (this.series.get(id)?.under(item) ?? new Series(item)) : undefined;
    this.track(id, () => {
      this.forget(id);
      if (series) this.series.set(id, series);
      else this.singles.set(id, item);
    });
  }

  private forget(id: string): void {
    this.singles.delete(id);
    this.series.delete(id);
  }

  /** Carries out a change, and notes it together with the occurrences that it took away. */
  private track(id: string, change: () => void): void {
    const horizon = this.horizon();
    const before = this.series.get(id)?.occurrences(horizon) ?? [];
    change();
    const revision = this.changes.add(id);
    if (before.length === 0) return;
    const after = new Set(
      this.series
        .get(id)
        ?.occurrences(horizon)
        .map((item) => item.id),
    );
    for (const { id: occurrence, start, end } of before) {
      if (after.has(occurrence)) continue;
      this.vanished.set(occurrence, { id: occurrence, seriesMasterId: id, start, end, revision });
    }
  }

  private plannedId(masterId: string, originalStart: string): string {
    const series = this.series.get(masterId);
    const planned = Date.parse(originalStart);
    if (!series) throw new RangeError(`No series ${masterId}`);
    if (Number.isNaN(planned)) throw new RangeError(`Not an original start: ${originalStart}`);
    return occurrenceId(masterId, dayIn(series.zone, planned));
  }

  /** Series without an end are known to the end of next year, or as far as a window reaches. */
  private horizon(): number {
    return Date.UTC(new Date(this.clock.now()).getUTCFullYear() + 2, 0);
  }
}
