import { startsOf } from '../simulator/recurrence.rule';
import { occurrenceId } from './event.id';
import { EventPatch, PatternedRecurrence } from './graph.event';
import { toRule } from './graph.recurrence';
import { dayIn } from './graph.time';
import { fieldsOf, Item, periodOf } from './item';
import { ianaZone } from './zone.name';

/** A recurring event: its master, which is dated at the first occurrence, and the days on which it is otherwise. */
export class Series {
  private readonly exceptions = new Map<string, EventPatch>();
  private readonly deleted = new Set<string>();
  private planned: { until: number; items: Map<string, Item> } | undefined;

  /** @throws RangeError for a rule that cannot be expanded: better here than in a listing */
  constructor(private current: Item) {
    this.expand(-Infinity);
  }

  get master(): Item {
    return this.current;
  }

  /** The series under a new master. Exceptions and deletions stay with the days that are still planned. */
  under(master: Item): Series {
    const next = new Series(master);
    for (const [id, patch] of this.exceptions) next.exceptions.set(id, patch);
    for (const id of this.deleted) next.deleted.add(id);
    return next;
  }

  /** Lays a patch over the occurrence, which makes it an exception. */
  except(id: string, patch: EventPatch): void {
    this.exceptions.set(id, { ...this.exceptions.get(id), ...fieldsOf(patch) });
  }

  delete(id: string): void {
    this.deleted.add(id);
  }

  /** Everything that takes place, of what the series had planned to start up to `until`. */
  occurrences(until: number): Item[] {
    const planned = [...this.plannedUntil(until).values()];
    return planned.filter(({ id }) => !this.deleted.has(id)).map((item) => this.asItIs(item));
  }

  occurrence(id: string, until: number): Item | undefined {
    const planned = this.deleted.has(id) ? undefined : this.plannedUntil(until).get(id);
    return planned && this.asItIs(planned);
  }

  /** How many occurrences were planned before this one. */
  placeOf(id: string, until: number): number {
    return [...this.plannedUntil(until).keys()].indexOf(id);
  }

  /** The zone whose wall clock the series keeps, IANA. */
  get zone(): string {
    if (this.current.fields.isAllDay) return 'UTC';
    const { recurrenceTimeZone = '' } = this.recurrence.range;
    return ianaZone(recurrenceTimeZone) ?? ianaZone(this.current.fields.start?.timeZone ?? '') ?? 'UTC';
  }

  get recurrence(): PatternedRecurrence {
    const { recurrence } = this.current.fields;
    if (!recurrence) throw new RangeError(`${this.current.id} is no series`);
    return recurrence;
  }

  private asItIs(planned: Item): Item {
    const patch = this.exceptions.get(planned.id);
    if (!patch) return planned;
    const fields = { ...planned.fields, ...patch };
    // What the patch does not say of the times stays as planned; the fields hold those of the first occurrence.
    const moved = periodOf(fields);
    const start = patch.start ? moved.start : planned.start;
    const end = patch.end ? moved.end : planned.end;
    return { ...planned, type: 'exception', start, end, fields };
  }

  private plannedUntil(until: number): Map<string, Item> {
    if (!this.planned || this.planned.until < until) this.planned = { until, items: this.expand(until) };
    return this.planned.items;
  }

  private expand(until: number): Map<string, Item> {
    const { id, start, end, fields } = this.current;
    const rule = toRule(this.recurrence);
    if (!Number.isFinite(start)) throw new RangeError(`Series ${id} has no start that can be read`);
    const { zone } = this;
    const shared = { ...fields, recurrence: null };
    const items = new Map<string, Item>();
    for (const at of startsOf(rule, { instant: start, zone }, until)) {
      const times = { start: at, end: at + (end - start), originalStart: at };
      const occurrence = occurrenceId(id, dayIn(zone, at));
      items.set(occurrence, {
        ...times,
        id: occurrence,
        type: 'occurrence',
        fields: shared,
        seriesMasterId: id,
      });
    }
    return items;
  }
}
