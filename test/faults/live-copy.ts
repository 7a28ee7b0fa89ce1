import type { Span } from '../convergence/editable-calendar';
import type { Entry } from '../convergence/synced-copy';
import type { Api } from '../harness/api';
import type { StoredEvent } from '../harness/google-service';

const DAY = 86_400_000;
/** The service's defaults. */
const DAYS_BACK = 7;
const DAYS_FORWARD = 30;

/** The service's side of a calendar, over the API of whichever process answers. */
export class LiveCopy {
  constructor(
    private readonly user: Api,
    private readonly calendarId: string,
  ) {}

  /** What the service keeps true; it moves with time. */
  get window(): Span {
    const now = Date.now();
    return { startsAt: new Date(now - DAYS_BACK * DAY), endsAt: new Date(now + DAYS_FORWARD * DAY) };
  }

  /** All stored events, by the provider's id. */
  async events(): Promise<StoredEvent[]> {
    const events = await this.all<StoredEvent>(`/integrations/calendars/${this.calendarId}/events`, 'events');
    return events.sort((a, b) => (a.provider_event_id < b.provider_event_id ? -1 : 1));
  }

  /** All time entries, by their id. */
  async entries(): Promise<Map<string, Entry>> {
    const entries = await this.all<Entry>('/time-entries', 'time_entries');
    return new Map(entries.map((entry) => [entry.id, entry]));
  }

  /** @returns the id of the time entry; undefined when the event has gone meanwhile */
  async convert({ id }: StoredEvent): Promise<string | undefined> {
    const path = '/integrations/calendars/events/convert';
    const { status, body } = await this.user.post(path, { synced_event_id: id });
    if (status === 404) return undefined;
    expect(status).toBe(201);
    return body.time_entry_id;
  }

  private async all<T>(path: string, name: string): Promise<T[]> {
    const found: T[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = `limit=500${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const { body } = await this.user.get(`${path}?${query}`).expect(200);
      found.push(...(body[name] as T[]));
      cursor = body.next_cursor as string | null;
    }
    return found;
  }
}
