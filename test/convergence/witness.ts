import type { StoredEvent } from '../harness/google-service';
import type { RemoteMeeting, Span } from './editable-calendar';
import type { Entry, SyncedCopy } from './synced-copy';

/** What a billing web app would expect of its copy of a calendar, however that came about. */
export class Witness {
  /** Row ids by the provider's, of meetings that have been there ever since they were stored. */
  private readonly rows = new Map<string, string>();
  /** The time entries that have to exist, by row. */
  private readonly conversions = new Map<string, string>();
  /** Left the window by the passing of time alone: they stay, and nobody keeps them true. */
  private readonly aged = new Set<string>();

  constructor(private readonly copy: Pick<SyncedCopy, 'window' | 'events' | 'entries'>) {}

  /** The calendar as it is after each edit: whatever is no meeting now may get another row when it is one again. */
  sees(remote: readonly RemoteMeeting[]): void {
    const there = new Set(this.expected(remote).map(({ id }) => id));
    for (const id of this.rows.keys()) if (!there.has(id)) this.rows.delete(id);
  }

  converted(event: StoredEvent, entryId: string): void {
    this.conversions.set(event.id, entryId);
  }

  undone(event: StoredEvent): void {
    this.conversions.delete(event.id);
  }

  async timePasses(): Promise<void> {
    for (const event of await this.copy.events()) {
      if (!overlaps(spanOf(event), this.copy.window)) this.aged.add(event.provider_event_id);
    }
  }

  /** What holds at any time, also after a sync that failed half-way. */
  async checkAlways(): Promise<{ events: StoredEvent[]; entries: Map<string, Entry> }> {
    const [events, entries] = await Promise.all([this.copy.events(), this.copy.entries()]);
    const entryOf = new Map(events.map(({ id, time_entry_id }) => [id, time_entry_id]));
    for (const [row, entry] of this.conversions) {
      // A time entry never vanishes, nor does the event that it came from.
      expect({ row, entry: entryOf.get(row), exists: entries.has(entry) }).toEqual({
        row,
        entry,
        exists: true,
      });
    }
    expect(entries.size).toBe(this.conversions.size);
    const ids = events.map(({ provider_event_id }) => provider_event_id);
    expect(ids).toEqual([...new Set(ids)]);
    return { events, entries };
  }

  /** What holds after a sync that read the calendar as it is now. */
  async checkConverged(remote: readonly RemoteMeeting[]): Promise<void> {
    const { events, entries } = await this.checkAlways();
    const expected = this.expected(remote);
    const isThere = new Set(expected.map(({ id }) => id));
    const gone = events.filter((event) => !isThere.has(event.provider_event_id) && !this.isAged(event));
    const there = events.filter((event) => isThere.has(event.provider_event_id));

    expect(gone.filter(({ is_synced }) => !is_synced).map(asTold)).toEqual([]);
    expect(there.map(asTold)).toEqual(expected.map(asExpected));
    for (const event of gone) {
      expect(fateOf(event, entries)).toEqual({ ...asTold(event), source_changed: true, change: 'removed' });
    }
    for (const event of there.filter(({ is_synced }) => is_synced)) {
      expect(entryAsTold(event, entries)).toEqual({ ...asTold(event), source_changed: false });
    }
    this.checkRows(there);
  }

  /** A meeting that stayed is still the same row. */
  private checkRows(there: StoredEvent[]): void {
    const rows = there.map(({ provider_event_id: id, id: row }) => ({ id, row }));
    expect(rows).toEqual(rows.map(({ id, row }) => ({ id, row: this.rows.get(id) ?? row })));
    for (const { id, row } of rows) this.rows.set(id, row);
  }

  private expected(remote: readonly RemoteMeeting[]): RemoteMeeting[] {
    return remote
      .filter((meeting) => !meeting.refused && overlaps(meeting, this.copy.window))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private isAged(event: StoredEvent): boolean {
    return this.aged.has(event.provider_event_id) && !overlaps(spanOf(event), this.copy.window);
  }
}

function overlaps({ startsAt, endsAt }: Span, window: Span): boolean {
  return startsAt < window.endsAt && endsAt > window.startsAt;
}

function spanOf({ start, end }: StoredEvent): Span {
  return { startsAt: new Date(start), endsAt: new Date(end) };
}

function asTold({ provider_event_id: id, start, end, summary }: StoredEvent): object {
  return { id, start, end, summary };
}

function asExpected({ id, startsAt, endsAt, title }: RemoteMeeting): object {
  return { id, start: startsAt.toISOString(), end: endsAt.toISOString(), summary: title };
}

/** The event, and what its entry says of it. */
function fateOf(event: StoredEvent, entries: Map<string, Entry>): object {
  const { source_changed, change } = entries.get(event.time_entry_id!)?.calendar_event ?? {};
  return { ...asTold(event), source_changed, change };
}

/** The entry of an event in the event's words: a pending one that nobody edited follows its meeting. */
function entryAsTold(event: StoredEvent, entries: Map<string, Entry>): object {
  const { started_at, ended_at, description } = entries.get(event.time_entry_id!)!;
  const summary = description === '' ? null : description;
  return {
    id: event.provider_event_id,
    ...{ start: started_at, end: ended_at, summary },
    source_changed: event.source_changed,
  };
}
