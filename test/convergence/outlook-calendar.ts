import type { EventPatch, GraphEvent } from '../../sandbox/microsoft/graph.event';
import { MicrosoftControl } from '../../sandbox/microsoft/microsoft.control';
import type { Settings } from '../../sandbox/microsoft/settings';
import type { Disturbance, EditableCalendar, NewMeeting, RemoteMeeting, Span } from './editable-calendar';
import type { Reader } from './reader';

const EFFECTS = {
  error: { type: 'status', status: 500 },
  reset: { type: 'reset' },
  silence: { type: 'hang' },
  forgotten: { type: 'status', status: 410, reason: 'SyncStateNotFound' },
} as const;

const PREFER = 'IdType="ImmutableId", outlook.timezone="UTC"';
const NOT_BUSY = ['free', 'oof', 'workingElsewhere'];

const WHOLE = { maxPageSize: null, emptyPageAt: null };

/** A default calendar at simulated Microsoft. */
export class OutlookCalendar implements EditableCalendar {
  private readonly control: MicrosoftControl;
  private pages: Pick<Settings, 'maxPageSize' | 'emptyPageAt'> = WHOLE;

  /**
   * @param email of the owner; to the simulator it stands for the default calendar
   * @param reader of the same mailbox; it asks for other things than the service, so that no disturbance is for it
   */
  constructor(
    private readonly url: string,
    private readonly email: string,
    private readonly reader: Reader,
  ) {
    this.control = new MicrosoftControl(url);
  }

  /** As one page, whatever pages the service gets. */
  async read(): Promise<RemoteMeeting[]> {
    await this.control.settings(WHOLE);
    const around = 'startDateTime=2026-01-01T00:00:00Z&endDateTime=2028-01-01T00:00:00Z&$top=1000';
    const page = await this.reader<{ value: GraphEvent[]; '@odata.nextLink'?: string }>(
      `${this.url}/v1.0/me/calendarView?${around}`,
      { prefer: PREFER },
    );
    if (page['@odata.nextLink'] !== undefined) throw new Error('More events than a history should make.');
    await this.control.settings(this.pages);
    return page.value.map(toMeeting).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async put({ id, title, repeats, ...span }: NewMeeting): Promise<void> {
    const startDate = span.startsAt.toISOString().slice(0, 10);
    const recurrence = repeats && {
      pattern: { type: repeats.every === 'day' ? 'daily' : 'weekly', interval: 1 },
      range: { type: 'numbered', startDate, numberOfOccurrences: repeats.times },
    };
    const event = { id, subject: title, ...timesOf(span), ...(recurrence && { recurrence }) };
    await this.control.putEvents({ calendarId: this.email, events: [event] });
  }

  move(id: string, to: Span): Promise<void> {
    return this.patch(id, { ...timesOf(to), isAllDay: false });
  }

  makeAllDay(id: string, day: Date): Promise<void> {
    const [start, end] = [0, 1].map((days) => ({
      dateTime: `${new Date(day.getTime() + days * 86_400_000).toISOString().slice(0, 10)}T00:00:00`,
      timeZone: 'UTC',
    }));
    return this.patch(id, { start, end, isAllDay: true });
  }

  retitle(id: string, title: string): Promise<void> {
    return this.patch(id, { subject: title });
  }

  async answer(eventId: string, response: 'accepted' | 'declined'): Promise<void> {
    await this.control.respondToEvent({ calendarId: this.email, eventId, response });
  }

  setFree(id: string, free: boolean): Promise<void> {
    return this.patch(id, { showAs: free ? 'free' : 'busy' });
  }

  setPrivate(id: string, isPrivate: boolean): Promise<void> {
    return this.patch(id, { sensitivity: isPrivate ? 'private' : 'normal' });
  }

  async remove(eventId: string): Promise<void> {
    await this.control.deleteEvent({ calendarId: this.email, eventId });
  }

  async callOff(eventId: string): Promise<void> {
    await this.control.cancelEvent({ calendarId: this.email, eventId });
  }

  async split(eventId: string, subject: string): Promise<void> {
    await this.control.splitSeries({ calendarId: this.email, eventId, patch: { subject } });
  }

  async forgetCursors(): Promise<void> {
    await this.control.expireSyncState();
  }

  async setPages({ size, emptyAt }: { size: number | null; emptyAt: number | null }): Promise<void> {
    this.pages = { maxPageSize: size, emptyPageAt: emptyAt };
    await this.control.settings(this.pages);
  }

  async tellTwice(eventId: string | null): Promise<void> {
    const earlier = { subject: 'as it was', showAs: 'free' };
    await this.control.settings({ repeatEvent: eventId === null ? null : { eventId, earlier } });
  }

  /** Now and then no round of deltas comes to an end. */
  async changeHabits(roll: number): Promise<string> {
    const habits: Partial<Settings> = {
      seriesMasters: (['first', 'last', 'withheld'] as const)[roll % 3],
      deletedSeriesAs: (['masterAndOccurrences', 'master'] as const)[roll % 2],
      vanishedOccurrencesAs: roll % 4 === 0 ? 'removed' : 'silence',
      endlessPages: roll % 6 === 1,
    };
    await this.control.settings(habits);
    return `take to ${JSON.stringify(habits)}`;
  }

  async disturb({ at, times, effect }: Disturbance): Promise<void> {
    const target = at === 'lookup' ? { kind: 'event' as const } : { kind: 'delta' as const, page: at };
    await this.control.addFault({ ...target, times, effect: EFFECTS[effect] });
  }

  async calm(): Promise<void> {
    await this.control.clearFaults();
  }

  private async patch(eventId: string, patch: EventPatch): Promise<void> {
    await this.control.patchEvent({ calendarId: this.email, eventId, patch });
  }
}

/** Series keep the wall clock of Berlin. */
function timesOf({ startsAt, endsAt }: Span): Pick<GraphEvent, 'start' | 'end'> {
  const [start, end] = [startsAt, endsAt].map((instant) => ({
    dateTime: instant.toISOString(),
    timeZone: 'Europe/Berlin',
  }));
  return { start, end };
}

/** https://learn.microsoft.com/graph/api/resources/event, and design.md §3, filters. */
function toMeeting(event: GraphEvent): RemoteMeeting {
  const [startsAt, endsAt] = [event.start, event.end].map(
    (time) => new Date(`${time?.dateTime.slice(0, 19)}Z`),
  ) as [Date, Date];
  const refused =
    event.isAllDay ||
    event.isCancelled ||
    NOT_BUSY.includes(event.showAs ?? '') ||
    event.responseStatus?.response === 'declined' ||
    endsAt <= startsAt;
  return {
    id: event.id,
    seriesId: event.seriesMasterId ?? null,
    title: event.sensitivity === 'private' ? null : (event.subject ?? null),
    ...{ startsAt, endsAt, refused: !!refused },
  };
}
