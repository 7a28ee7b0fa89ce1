import type { Clock } from '../../src/common/clock';
import type { Api } from '../harness/api';
import type { StoredEvent } from '../harness/google-service';
import type { Span } from './editable-calendar';
import type { Stage } from './stage';

const DAY = 86_400_000;
/** The service's defaults. */
const DAYS_BACK = 7;
const DAYS_FORWARD = 30;
/** How long the service listens to a provider that says nothing, while one is silent. */
const IMPATIENT = 150;

/** A time entry as the wire shows it, as far as it is looked at here. */
export interface Entry {
  id: string;
  started_at: string;
  ended_at: string;
  description: string;
  calendar_event?: { source_changed: boolean; change?: string };
}

/** What a sync came to: `resumed` when it finished a pull that an earlier one had begun. */
export interface SyncEnd {
  status: number;
  code?: string;
  mode?: string;
  resumed: boolean;
}

/** The service's side of a calendar, over its API; its time stands still unless it is moved. */
export class SyncedCopy {
  private instant = new Date(0);
  private readonly patience: number;

  constructor(
    clock: Clock,
    private readonly stage: Stage,
    private readonly user: Api,
    private readonly calendarId: string,
  ) {
    clock.now = () => this.instant;
    this.patience = stage.limits.deadlineMs;
  }

  get now(): Date {
    return this.instant;
  }

  /** What the service keeps true. */
  get window(): Span {
    const now = this.instant.getTime();
    return { startsAt: new Date(now - DAYS_BACK * DAY), endsAt: new Date(now + DAYS_FORWARD * DAY) };
  }

  moveTo(instant: Date): void {
    this.instant = instant;
  }

  /** @param impatiently as long as the provider may be silent */
  async sync(impatiently: boolean): Promise<SyncEnd> {
    const [calendar] = await this.stage.service.sql<{ checkpoint: unknown }>(
      'SELECT checkpoint FROM calendar_integrations WHERE id = $1',
      [this.calendarId],
    );
    this.stage.limits.deadlineMs = impatiently ? IMPATIENT : this.patience;
    const { status, body } = await this.user.post(`/integrations/${this.stage.slug}/${this.calendarId}/sync`);
    this.stage.limits.deadlineMs = this.patience;
    return { status, code: body.code, mode: body.mode, resumed: calendar!.checkpoint !== null };
  }

  /** In an order that does not depend on the ids that were made up here. */
  async events(): Promise<StoredEvent[]> {
    const { body } = await this.user
      .get(`/integrations/calendars/${this.calendarId}/events?limit=500`)
      .expect(200);
    if (body.next_cursor !== null) throw new Error('More events than a history should make.');
    const events = body.events as StoredEvent[];
    return events.sort((a, b) => (a.provider_event_id < b.provider_event_id ? -1 : 1));
  }

  async entries(): Promise<Map<string, Entry>> {
    const { body } = await this.user.get('/time-entries?limit=500').expect(200);
    return new Map((body.time_entries as Entry[]).map((entry) => [entry.id, entry]));
  }

  /** Gives the id of the time entry. */
  async convert({ id }: StoredEvent): Promise<string> {
    const path = '/integrations/calendars/events/convert';
    const { body } = await this.user.post(path, { synced_event_id: id }).expect(201);
    return body.time_entry_id;
  }

  async undo({ id }: StoredEvent): Promise<void> {
    await this.user.delete(`/integrations/calendars/events/${id}/convert`).expect(204);
  }
}
