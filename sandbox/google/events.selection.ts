import { EventStore } from './event.store';
import { EventsQuery } from './events.query';
import { Occurrence } from './occurrence';

/** What a full listing shows. */
export function selectEvents(events: EventStore, query: EventsQuery): readonly Occurrence[] {
  const reach = Number.isFinite(query.to) ? query.to : undefined;
  const all = query.singleEvents ? events.occurrences(reach) : events.resources();
  const selected = all.filter((occurrence) => matches(occurrence, query));
  return query.orderBy === 'updated' ? selected.sort((a, b) => a.updated.localeCompare(b.updated)) : selected;
}

function matches(occurrence: Occurrence, query: EventsQuery): boolean {
  const { event, start, end } = occurrence;
  // A master stands for all its instances: it is kept whenever it may have one in the window.
  if (start >= query.to || (end <= query.from && !event.recurrence)) return false;
  if (event.status === 'cancelled' && !showsCancelled(occurrence, query)) return false;
  if (query.updatedMin > -Infinity && Date.parse(occurrence.updated) < query.updatedMin) return false;
  if (query.iCalUID !== null && event.iCalUID !== query.iCalUID) return false;
  if (query.eventTypes.length > 0 && !query.eventTypes.includes(event.eventType ?? 'default')) return false;
  return query.text === null || `${event.summary}\n${event.description}`.toLowerCase().includes(query.text);
}

/** Deleted events are asked for, or are needed to know which instances of an unexpanded series do not take place. */
function showsCancelled({ event }: Occurrence, query: EventsQuery): boolean {
  if (query.showDeleted || query.updatedMin > -Infinity) return true;
  return !query.singleEvents && event.recurringEventId !== undefined;
}
