import { startsOf } from '../simulator/recurrence.rule';
import { formatIn, instantOf, stampOf } from './event.time';
import { EventTime, GoogleEvent } from './google.event';
import { Occurrence, occurrenceOf, stubOf } from './occurrence';
import { parseRecurrence } from './recurrence.text';

interface Vanished {
  stub: GoogleEvent;
  revision: number;
}

/** A recurring event: its master, the instances that differ from it, and those that a change of the rule took away. */
export class Series {
  readonly exceptions = new Map<string, GoogleEvent>();
  private readonly vanished = new Map<string, Vanished>();
  private planned: { until: number; instances: Map<string, GoogleEvent> } | undefined;

  /** @param zone the calendar's zone, for times that name none. */
  constructor(
    private master: GoogleEvent,
    private readonly zone: string,
  ) {}

  get live(): boolean {
    return this.master.status !== 'cancelled';
  }

  /** Every instance that starts, by the rule, up to `until` (epoch milliseconds): as planned, or its exception. */
  occurrences(until: number): Occurrence[] {
    const planned = [...this.instances(until).values()];
    return planned.map((instance) =>
      occurrenceOf(this.exceptions.get(instance.id) ?? instance, this.zone, this.live),
    );
  }

  /** The instance with this id as it stands now, an exception included; undefined when the rule does not plan it. */
  instance(id: string, until: number): GoogleEvent | undefined {
    return this.exceptions.get(id) ?? this.instances(until).get(id);
  }

  /**
   * Takes the new master. Instances that it no longer plans up to `until` vanish, and their exceptions with them.
   * Returns the ids of the vanished.
   */
  replaceMaster(master: GoogleEvent, revision: number, until: number): string[] {
    const before = this.occurrences(until);
    this.master = master;
    this.planned = undefined;
    const now = this.instances(until);
    for (const id of now.keys()) this.vanished.delete(id);
    const gone = before.map(({ event }) => event).filter(({ id }) => !now.has(id));
    for (const event of gone) {
      this.exceptions.delete(event.id);
      this.vanished.set(event.id, { stub: stubOf(event, true), revision });
    }
    return gone.map(({ id }) => id);
  }

  /** Cancelled stubs of the instances that vanished after `revision`. */
  vanishedSince(revision: number): GoogleEvent[] {
    const recent = [...this.vanished.values()].filter((vanished) => vanished.revision > revision);
    return recent.map(({ stub }) => stubOf(stub, this.live));
  }

  /** Instances as the rule plans them, by id; expanded once and again only when a later end is asked for. */
  private instances(until: number): Map<string, GoogleEvent> {
    if (!this.live) return new Map();
    if (!this.planned || this.planned.until < until) this.planned = { until, instances: this.expand(until) };
    return this.planned.instances;
  }

  private expand(until: number): Map<string, GoogleEvent> {
    const { recurrence = [], start = {}, end = {}, ...shared } = this.master;
    const allDay = start.date !== undefined;
    const zone = allDay ? 'UTC' : (start.timeZone ?? this.zone);
    const first = { instant: instantOf(start, 'utc'), zone };
    const length = instantOf(end, 'utc') - first.instant;
    const instances = new Map<string, GoogleEvent>();
    for (const planned of startsOf(parseRecurrence(recurrence), first, until)) {
      const at = (instant: number, like: EventTime): EventTime =>
        allDay
          ? { date: new Date(instant).toISOString().slice(0, 10) }
          : { dateTime: formatIn(this.zone, instant), timeZone: like.timeZone };
      const originalStartTime = at(planned, start);
      const id = `${shared.id}_${stampOf(originalStartTime)}`;
      const times = { start: originalStartTime, end: at(planned + length, end) };
      instances.set(id, { ...shared, id, ...times, recurringEventId: shared.id, originalStartTime });
    }
    return instances;
  }
}
